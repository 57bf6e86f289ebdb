using System.Text;

namespace O2X.Cli.Tests.Verbs;

public sealed class GatewayStateVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("o2x-gateway-").FullName;

    private string State => Path.Combine(_folder, "state");

    private string Archive => Path.Combine(_folder, "backup.zip");

    [Fact]
    public async Task Prints_a_new_key_once_and_keeps_its_hash()
    {
        var (first, error) = await RunAsync("gateway", "key", "--state", State);
        var (second, _) = await RunAsync("gateway", "key", "--state", State);

        Assert.Matches("^o2x_[A-Za-z0-9_-]{43}\n$", first);
        Assert.NotEqual(first, second);
        Assert.Equal("o2x: This is the key. It is kept nowhere; a new one can be made at any time.\n", error);
        Assert.DoesNotContain(second.Trim(), await File.ReadAllTextAsync(Path.Combine(State, "access.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_a_key_of_ones_own_and_prints_nothing()
    {
        var said = await RunAsync(new MemoryStream("correct-horse-battery\n"u8.ToArray()), ExitCode.Done, "gateway", "key", "--stdin", "--state", State);

        Assert.Equal(("", ""), said);
        Assert.True(File.Exists(Path.Combine(State, "access.json")));
    }

    [Theory]
    [InlineData("short\n", "o2x: a key has at least 12 characters\n")]
    [InlineData("", "o2x: a key has at least 12 characters\n")]
    [InlineData("correct horse battery\n", "o2x: a key consists of printable ASCII characters without blanks\n")]
    public async Task Takes_no_key_that_can_be_guessed_or_typed_wrong(string line, string error)
    {
        var said = await RunAsync(new MemoryStream(Encoding.UTF8.GetBytes(line)), ExitCode.WrongUse, "gateway", "key", "--stdin", "--state", State);

        Assert.Equal(("", error), said);
        Assert.False(File.Exists(Path.Combine(State, "access.json")));
    }

    [Fact]
    public async Task Removes_the_key()
    {
        await RunAsync("gateway", "key", "--state", State);

        Assert.Equal(("", "o2x: The key is removed.\n"), await RunAsync("gateway", "key", "--remove", "--state", State));
        Assert.Equal(("", "o2x: There was no key.\n"), await RunAsync("gateway", "key", "--remove", "--state", State));
    }

    [Fact]
    public async Task Writes_an_archive_and_brings_it_back()
    {
        await RunAsync("gateway", "key", "--state", State);
        Assert.Equal(("", "o2x: 1 file written.\n"), await RunAsync("gateway", "backup", Archive, "--state", State));
        await RunAsync("gateway", "key", "--remove", "--state", State);

        Assert.Equal(("", "o2x: 1 file restored.\n"), await RunAsync("gateway", "restore", Archive, "--state", State));
        Assert.True(File.Exists(Path.Combine(State, "access.json")));
    }

    [Fact]
    public async Task Says_what_is_wrong_with_an_archive()
    {
        await File.WriteAllTextAsync(Archive, "no archive");
        var (_, error) = await RunAsync(Stream.Null, ExitCode.SourceUnusable, "gateway", "restore", Archive, "--state", State);

        Assert.StartsWith($"o2x: {Archive} cannot be restored: ", error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task<(string Output, string Error)> RunAsync(params string[] arguments) => RunAsync(Stream.Null, ExitCode.Done, arguments);

    private static async Task<(string Output, string Error)> RunAsync(Stream input, ExitCode expected, params string[] arguments)
    {
        using var terminal = new TestTerminal(input: input);
        Assert.Equal(expected, await CommandLine.RunAsync(arguments, terminal.Terminal));
        return (terminal.Output, terminal.Error);
    }
}
