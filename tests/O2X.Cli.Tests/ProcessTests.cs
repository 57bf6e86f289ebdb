using System.Diagnostics;

namespace O2X.Cli.Tests;

/// <summary>The real command in a process of its own.</summary>
public class ProcessTests
{
    [Fact]
    public async Task Tells_its_version()
    {
        using var process = Start("--version");

        Assert.Matches(@"^\d+\.\d+\.\d+\n$", await process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task Ends_quietly_when_its_reader_has_gone()
    {
        using var process = Start("watch", "--json");
        Assert.StartsWith("""{"stream":"link",""", await process.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);
        process.StandardOutput.Close();

        Assert.Empty(await process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Ends_cleanly_on_a_signal(string signal)
    {
        using var process = Start("watch", "--json");
        await process.StandardOutput.ReadLineAsync();
        using (var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"])) await kill.WaitForExitAsync();

        Assert.Empty(await process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task Ends_after_its_time()
    {
        using var process = Start("watch", "--json", "--for", "1");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.StartsWith("{\"stream\":\"link\"", output, StringComparison.Ordinal);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task Fails_for_a_source_that_is_not_there()
    {
        using var process = Start("watch", "--source", "can:no-such0");

        Assert.Matches(@"^o2x: [^\n]*no-such0[^\n]*\n$", await process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.Equal(2, process.ExitCode);
    }

    [Fact]
    public async Task Is_refused_a_folder_that_another_process_holds()
    {
        var state = Directory.CreateTempSubdirectory("o2x-held-").FullName;
        using var first = Start("watch", "--json", "--state", state);
        await first.StandardOutput.ReadLineAsync();

        using var second = Start("watch", "--json", "--state", state);
        Assert.Matches(
            $@"^o2x: The state folder {state}/sim is in use by o2x \(process {first.Id}\) since [-0-9: ]+\. Stop it, or name another folder with --state DIR\.\n$",
            await second.StandardError.ReadToEndAsync());
        await second.WaitForExitAsync();
        Assert.Equal(2, second.ExitCode);

        first.Kill();
        await first.WaitForExitAsync();
        using var third = Start("watch", "--json", "--state", state, "--for", "0.1");
        Assert.Empty(await third.StandardError.ReadToEndAsync());
        await third.WaitForExitAsync();
        Assert.Equal(0, third.ExitCode);
        Directory.Delete(state, recursive: true);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Serves_the_simulator_without_a_verb_until_a_signal(string signal)
    {
        var state = Directory.CreateTempSubdirectory("o2x-served-").FullName;
        using var process = Start([], ("XDG_STATE_HOME", state), ("O2X__Gateway__Urls", "http://127.0.0.1:0"));
        var line = await process.StandardOutput.ReadLineAsync() ?? await process.StandardError.ReadToEndAsync();
        Assert.Matches(@"^o2x gateway: http://127\.0\.0\.1:\d+ \(source sim; Ctrl-C ends it\)$", line);
        using (var client = new HttpClient { BaseAddress = new Uri(line.Split(' ')[2]) })
            Assert.Contains("\"alias\":\"car\"", await client.GetStringAsync("/api/vehicles"), StringComparison.Ordinal);
        using (var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"])) await kill.WaitForExitAsync();

        Assert.Empty(await process.StandardError.ReadToEndAsync());
        Assert.Empty(await process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        Assert.True(File.Exists(Path.Combine(state, "o2x", "sim", "gateway.json")));
        Directory.Delete(state, recursive: true);
    }

    private static Process Start(params string[] arguments) => Start(arguments, []);

    private static Process Start(string[] arguments, params (string Name, string Value)[] environment)
    {
        // Tests that run in the background may have been told to ignore Ctrl-C, which a child would inherit.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Path.Combine(AppContext.BaseDirectory, "o2x.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
