using System.Globalization;
using System.Text.Json;

namespace O2X.EndToEnd.Tests.Can;

/// <summary>A log with the truth that it was made from, in pieces that end at the checkpoints and where the log itself falls silent.</summary>
internal sealed class RecordedDrive
{
    private const decimal Silence = 5;

    private RecordedDrive(string vin, IReadOnlyList<Piece> pieces)
    {
        Vin = vin;
        Pieces = pieces;
    }

    /// <summary>The vehicle, in full.</summary>
    public string Vin { get; }

    /// <summary>All of the log up to the last checkpoint.</summary>
    public IReadOnlyList<Piece> Pieces { get; }

    /// <summary>Reads <c>ami-town-and-charge</c>.</summary>
    public static RecordedDrive TownAndCharge()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Data", "ami-town-and-charge");
        using var truth = JsonDocument.Parse(File.ReadAllBytes(path + ".truth.json"));
        var frames = File.ReadLines(path + ".log").Select(line => new Frame(line, TimeOf(line))).ToList();
        var checkpoints = truth.RootElement.GetProperty("checkpoints").EnumerateArray()
            .Select(checkpoint => (At: checkpoint.GetProperty("t").GetDecimal(), Truth: (VehicleValues?)VehicleValues.OfCheckpoint(checkpoint)));
        var silences = frames.Zip(frames.Skip(1))
            .Where(pair => pair.Second.At - pair.First.At > Silence)
            .Select(pair => (pair.First.At, Truth: (VehicleValues?)null));

        var pieces = new List<Piece>();
        var begin = 0m;
        foreach (var (end, values) in checkpoints.Concat(silences).OrderBy(end => end.At))
        {
            pieces.Add(new Piece([.. frames.Where(frame => frame.At > begin && frame.At <= end).Select(frame => frame.Line)], values));
            begin = end;
        }

        return new RecordedDrive(truth.RootElement.GetProperty("vin").GetString()!, pieces);
    }

    private static decimal TimeOf(string line) => decimal.Parse(line.AsSpan(1, line.IndexOf(')') - 1), CultureInfo.InvariantCulture);

    private sealed record Frame(string Line, decimal At);

    /// <summary>What was on the bus for a while.</summary>
    /// <param name="Lines">The frames.</param>
    /// <param name="Truth">The vehicle when the last of them came; null where there is no checkpoint.</param>
    public sealed record Piece(IReadOnlyList<string> Lines, VehicleValues? Truth);
}
