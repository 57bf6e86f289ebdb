using O2X.Actors.Storage;

namespace O2X.Actors.Tests.Storage;

/// <summary>Writing to folders that fail in earnest.</summary>
public sealed class AtomicFileTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("o2x-atomic-").FullName;

    private string FilePath => Path.Combine(_root, "file");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Overwrites_what_a_killed_process_left()
    {
        File.WriteAllText(FilePath + ".tmp", "half of a content, and longer than the new one");

        AtomicFile.Write(_root, "file", [1, 2, 3]);

        Assert.Equal([1, 2, 3], File.ReadAllBytes(FilePath));
        Assert.Equal([FilePath], Directory.GetFileSystemEntries(_root));
    }

    [Fact]
    public void Keeps_the_old_content_on_a_full_disk()
    {
        AtomicFile.Write(_root, "file", [1, 2, 3]);
        File.CreateSymbolicLink(FilePath + ".tmp", "/dev/full");

        var problem = Assert.ThrowsAny<IOException>(() => AtomicFile.Write(_root, "file", [4, 5, 6]));

        Assert.Contains("No space left", problem.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(FilePath));
    }

    [Fact]
    public void Writes_again_when_a_full_disk_has_room()
    {
        File.CreateSymbolicLink(FilePath + ".tmp", "/dev/full");
        Assert.ThrowsAny<IOException>(() => AtomicFile.Write(_root, "file", [1, 2, 3]));

        AtomicFile.Write(_root, "file", [1, 2, 3]);

        Assert.Equal([1, 2, 3], File.ReadAllBytes(FilePath));
    }

    [Fact]
    public void Fails_when_a_folder_is_where_the_file_should_be()
    {
        Directory.CreateDirectory(FilePath);

        Assert.ThrowsAny<SystemException>(() => AtomicFile.Write(_root, "file", [1, 2, 3]));
        Assert.Equal([FilePath], Directory.GetFileSystemEntries(_root));
    }

    [Fact]
    public void Fails_when_a_file_is_where_the_folder_should_be()
    {
        File.WriteAllText(FilePath, "");

        Assert.ThrowsAny<IOException>(() => AtomicFile.Write(FilePath, "file", [1, 2, 3]));
    }

    // Not even the system's administrator makes a folder there.
    [Fact]
    public void Fails_where_nothing_may_be_written()
    {
        var problem = Assert.ThrowsAny<SystemException>(() => AtomicFile.Write("/proc/o2x", "file", [1, 2, 3]));

        Assert.True(problem is IOException or UnauthorizedAccessException, problem.ToString());
    }
}
