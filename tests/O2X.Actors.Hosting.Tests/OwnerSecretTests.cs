using System.Text;

namespace O2X.Actors.Hosting.Tests;

public sealed class OwnerSecretTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("correct horse", "correct horse")]
    [InlineData("correct horse\n", "correct horse")]
    [InlineData("correct horse\r\n", "correct horse")]
    [InlineData(" é ", " é ")]
    public void Reads_one_line(string content, string expected)
    {
        File.WriteAllText(_file, content);

        Assert.True(OwnerSecret.TryRead(_file, out var secret, out var problem));
        Assert.Equal((expected, null), (secret.Value, problem));
        Assert.DoesNotContain("horse", secret.ToString(), StringComparison.Ordinal);
        Assert.Equal(["open-link", "ami-can"], secret.Profiles.Select(profile => profile.Name));
    }

    [Theory]
    [InlineData("", "holds no secret")]
    [InlineData("\n", "holds no secret")]
    [InlineData("one\ntwo\n", "holds something else than one line of text")]
    [InlineData("a\0b", "holds something else than one line of text")]
    public void Says_what_is_wrong_without_telling_the_secret(string content, string expected)
    {
        File.WriteAllText(_file, content);

        Assert.False(OwnerSecret.TryRead(_file, out _, out var problem));
        Assert.Equal($"the file of the owner's secret {expected}", problem);
    }

    [Fact]
    public void Refuses_bytes_that_are_no_text()
    {
        File.WriteAllBytes(_file, [0x61, 0xFF]);

        Assert.False(OwnerSecret.TryRead(_file, out _, out _));
    }

    [Fact]
    public void Knows_its_longest_secret()
    {
        File.WriteAllText(_file, new string('a', OwnerSecret.LongestSecret) + "\r\n");
        Assert.True(OwnerSecret.TryRead(_file, out var secret, out _));
        Assert.Equal(OwnerSecret.LongestSecret, Encoding.UTF8.GetByteCount(secret.Value));

        File.WriteAllText(_file, new string('a', 10_000));
        Assert.False(OwnerSecret.TryRead(_file, out _, out var problem));
        Assert.Contains("more than 256 bytes", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_that_the_file_is_not_there()
    {
        Assert.False(OwnerSecret.TryRead(_file + ".no", out _, out var problem));
        Assert.StartsWith("the file of the owner's secret cannot be read: ", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Warns_when_others_can_read_it()
    {
        if (OperatingSystem.IsWindows()) return;
        File.WriteAllText(_file, "secret");
        File.SetUnixFileMode(_file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.True(OwnerSecret.TryRead(_file, out var own, out _));
        Assert.Null(own.Warning);

        File.SetUnixFileMode(_file, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.True(OwnerSecret.TryRead(_file, out var shared, out _));
        Assert.EndsWith($"chmod 600 {_file}", shared.Warning, StringComparison.Ordinal);
    }
}
