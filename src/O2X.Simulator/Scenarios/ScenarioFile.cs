namespace O2X.Simulator.Scenarios;

/// <summary>Reads a scenario from a file, and names the file in what goes wrong.</summary>
internal static class ScenarioFile
{
    public static Scenario Read(string path)
    {
        var name = ScenarioLimits.Showable(Path.GetFileName(path) is { Length: > 0 } file ? file : path);
        try
        {
            return Scenario.Read(Bytes(path));
        }
        catch (ScenarioException problem)
        {
            throw problem.In(name);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ScenarioException("", Reason(problem), problem).In(name);
        }
    }

    // One byte more than is allowed is enough to know; a pipe or device has no length to ask for.
    private static ReadOnlyMemory<byte> Bytes(string path)
    {
        using var file = File.OpenRead(path);
        var bytes = new byte[ScenarioLimits.FileBytes + 1];
        return bytes.AsMemory(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
    }

    private static string Reason(Exception problem) => problem switch
    {
        FileNotFoundException or DirectoryNotFoundException => "There is no such file.",
        UnauthorizedAccessException => "The file may not be read; check its permissions, and that it is no folder.",
        _ => $"The file cannot be read: {ScenarioLimits.Showable(problem.Message)}",
    };
}
