namespace O2X.Links.Can.Tests.Log;

/// <summary>A log file that goes away with the test.</summary>
internal sealed class TemporaryLog : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("o2x-log-");

    public TemporaryLog(byte[] content)
    {
        Path = System.IO.Path.Combine(_folder.FullName, "drive.log");
        File.WriteAllBytes(Path, content);
    }

    public TemporaryLog(params string[] lines)
        : this(System.Text.Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => line + '\n'))))
    {
    }

    public string Path { get; }

    public string Folder => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
