using System.Text.Json;

namespace O2X.EndToEnd.Tests.Guests;

/// <summary>What a script left behind.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Error">What it printed as errors.</param>
/// <param name="Folder">Its working folder.</param>
public sealed record GuestRun(int ExitCode, string Output, string Error, string Folder)
{
    /// <summary>What the host reported, line by line.</summary>
    public IReadOnlyList<ReportLine> Report(string name = "report") => [.. Lines(name).Select(line => new ReportLine(line))];

    /// <summary>What the command told, line by line.</summary>
    public IReadOnlyList<WatchLine> Watch(string name = "report") => [.. Lines(name).Select(line => new WatchLine(line))];

    /// <summary>A file that the script wrote.</summary>
    public string Text(string name) => File.ReadAllText(Path.Combine(Folder, name)).Trim();

    private IEnumerable<JsonElement> Lines(string name) =>
        File.ReadLines(Path.Combine(Folder, name)).Select(line => JsonDocument.Parse(line).RootElement);
}

/// <summary>One line that the host reported.</summary>
public sealed record ReportLine(JsonElement Json)
{
    /// <summary>What it tells of.</summary>
    public string What => Text("what")!;

    /// <summary>A text of it; null where it has none of that name.</summary>
    public string? Text(string name) => Json.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>A number of it.</summary>
    public long Number(string name) => Json.GetProperty(name).GetInt64();
}
