using System.Text.RegularExpressions;
using O2X.Vehicles;

namespace O2X.Gateway.Operation.Logging;

/// <summary>Masks what looks like a VIN in a text, whoever wrote it.</summary>
internal static partial class VinMask
{
    /// <summary>The text with each VIN as a <see cref="Vin"/> shows itself.</summary>
    public static string Masked(string text) => Full().Replace(text, match => Vin.TryParse(match.Value, out var vin) ? vin.ToString() : match.Value);

    /// <summary>The text with each VIN, in full or masked, replaced by a name.</summary>
    public static string Named(string text, string name) => AlreadyMasked().Replace(Masked(text), name);

    // With a digit and a letter: words of 17 letters and numbers of 17 digits are no VINs.
    [GeneratedRegex(@"(?<![A-Za-z0-9])(?=[A-Za-z]*[0-9])(?=[0-9]*[A-Za-z])[A-HJ-NPR-Za-hj-npr-z0-9]{17}(?![A-Za-z0-9])")]
    private static partial Regex Full();

    [GeneratedRegex(@"[A-HJ-NPR-Z0-9]{3}\*{10}[A-HJ-NPR-Z0-9]{4}")]
    private static partial Regex AlreadyMasked();
}
