namespace O2X.Fuzzing;

/// <summary>A file in memory, where the machine has such, that is written anew with each run.</summary>
internal sealed class ScratchFile : IDisposable
{
    private readonly Lazy<FileStream> _file = new(Make);

    /// <summary>Replaces what is in it.</summary>
    /// <returns>Its path.</returns>
    public string Write(ReadOnlySpan<byte> content)
    {
        var file = _file.Value;
        file.Position = 0;
        file.Write(content);
        file.SetLength(content.Length);
        return file.Name;
    }

    public void Dispose()
    {
        if (_file.IsValueCreated) _file.Value.Dispose();
    }

    private static FileStream Make()
    {
        var memory = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        return new FileStream(
            Path.Combine(memory, $"o2x-fuzzing-{Guid.NewGuid():N}.log"),
            new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0, Options = FileOptions.DeleteOnClose });
    }
}
