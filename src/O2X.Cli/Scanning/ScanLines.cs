using System.Globalization;
using System.Text;
using O2X.Cli.Output;

namespace O2X.Cli.Scanning;

/// <summary>One line of text for each device that is heard, and again when something else than its strength changes.</summary>
/// <param name="stream">Where to.</param>
/// <param name="clock">The clock that tells the time of day.</param>
internal sealed class ScanLines(Stream stream, TimeProvider clock) : IScanOutput
{
    public void Heard(HeardDevice? before, HeardDevice now)
    {
        if (!ScanWords.HasChanged(before, now)) return;
        var line = new StringBuilder($"{Wording.Seconds(clock.GetUtcNow())} {now.Address}");
        line.Append(CultureInfo.InvariantCulture, $" {(now.Rssi is { } rssi ? $"{rssi} dBm" : Wording.Unknown)}");
        line.Append(CultureInfo.InvariantCulture, $", {now.Profile ?? "no profile"}");
        if (now.Tag != TagMatch.Unknown) line.Append(now.Tag == TagMatch.Yes ? ", the tag of the VIN" : ", another vehicle's tag");
        if (now.Name is { } name) line.Append(CultureInfo.InvariantCulture, $", \"{name}\"");
        stream.Write(Encoding.UTF8.GetBytes(line.Append('\n').ToString()));
        stream.Flush();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
