using System.Diagnostics.CodeAnalysis;
using System.Text;
using O2X.Links.Profiles;

namespace O2X.Actors.Hosting;

/// <summary>
/// The secret that the owner gave the dongle, read from a file: on a command line or in a log others could read it. Without it a VIN can
/// be found out from a dongle's advert by trying.
/// </summary>
public sealed class OwnerSecret
{
    /// <summary>The longest secret, in bytes of UTF-8.</summary>
    public const int LongestSecret = 256;

    private const UnixFileMode ForOthers =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private OwnerSecret(string value, string? warning) => (Value, Warning) = (value, warning);

    /// <summary>The secret.</summary>
    public string Value { get; }

    /// <summary>What is doubtful about the file, in one line with advice; null when nothing is.</summary>
    public string? Warning { get; }

    /// <summary>What makes a device or bus a vehicle, with this secret.</summary>
    public IReadOnlyList<ILinkProfile> Profiles => [new OpenLinkProfile(Value), new AmiCanProfile()];

    /// <summary>Reads a secret: the one line of text that the file holds, without the line break at its end.</summary>
    /// <param name="path">The file.</param>
    /// <param name="secret">The secret, or null.</param>
    /// <param name="problem">What is wrong, in one line without a full stop; it never tells what the file holds. Null when nothing is.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryRead(string path, [NotNullWhen(true)] out OwnerSecret? secret, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(path);
        (secret, problem) = (null, null);
        try
        {
            using var file = File.OpenRead(path);
            var bytes = new byte[LongestSecret + 3];
            var text = Encoding.UTF8.GetString(bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)));
            var line = text.EndsWith('\n') ? text[..^1].TrimEnd('\r') : text;
            problem = line.Length == 0 ? "holds no secret"
                : line.Any(char.IsControl) || line.Contains('\uFFFD', StringComparison.Ordinal) ? "holds something else than one line of text"
                : Encoding.UTF8.GetByteCount(line) > LongestSecret ? $"holds more than {LongestSecret} bytes"
                : null;
            if (problem is null) secret = new OwnerSecret(line, WarningOf(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problem = $"cannot be read: {failure.Message.TrimEnd('.')}";
        }

        if (problem is not null) problem = $"the file of the owner's secret {problem}";
        return secret is not null;
    }

    /// <summary>Never the secret.</summary>
    public override string ToString() => "the owner's secret";

    private static string? WarningOf(string path) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ForOthers) != 0 && File.Exists(path)
            ? $"Others than its owner can read or write the file of the owner's secret. chmod 600 {path}"
            : null;
}
