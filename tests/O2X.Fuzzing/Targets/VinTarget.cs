using System.Text;
using O2X.Vehicles;
using static O2X.Fuzzing.Oracle;

namespace O2X.Fuzzing.Targets;

/// <summary>A VIN as somebody gives it.</summary>
internal sealed class VinTarget : TextTarget
{
    public override string Name => "vin";

    public override int LongestInput => 48;

    protected override IEnumerable<string> SeedTexts => ["VR1AB12C3D4567890", " vr1ab12c3d4567890\r\n", "1M8GDM9AXKP042788", "\u00a0VR1AB12C3D4567890\u2003"];

    protected override IEnumerable<string> WordTexts => ["I", "O", "Q", " ", "\u2003", "\u0131", "\uff21", "VR1", "\0"];

    // The text, the VIN, what is made of both.
    public override long MostAllocated(int inputLength) => 1024 + (4 * inputLength);

    public override void Run(ReadOnlySpan<byte> input)
    {
        var text = Encoding.UTF8.GetString(input);
        if (!Vin.TryParse(text, out var vin))
        {
            Holds(vin is null);
            return;
        }

        Holds(vin.Full.Length == Vin.Length && vin.Full.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)));
        Holds(!vin.Full.AsSpan().ContainsAny("IOQ"));
        Holds(text.Trim().Equals(vin.Full, StringComparison.OrdinalIgnoreCase));
        Holds(Vin.Parse(vin.Full) == vin && Vin.Parse(text).GetHashCode() == vin.GetHashCode());
        Holds(vin.ToString()[3..13] == "**********");
        Holds(vin.HasValidCheckDigit == (VinCheckDigit.Of(vin.Full) == vin.Full[8]));
    }
}
