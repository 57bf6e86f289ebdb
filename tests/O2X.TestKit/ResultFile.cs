namespace O2X.TestKit;

/// <summary>What a test leaves to be read, beside the results of the run.</summary>
public static class ResultFile
{
    /// <summary>Writes a file below <c>artifacts/tests</c> of the tree that the tests were built from.</summary>
    public static async Task WriteAsync(string name, string text)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "O2X.Actors.sln"))) folder = folder.Parent;
        if (folder is null) return;
        var results = Directory.CreateDirectory(Path.Combine(folder.FullName, "artifacts", "tests"));
        await File.WriteAllTextAsync(Path.Combine(results.FullName, name), text).ConfigureAwait(false);
    }
}
