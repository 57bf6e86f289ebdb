using System.Text;
using O2X.Cli.Verbs;
using O2X.Simulator.Cars;
using O2X.Simulator.Faults;
using O2X.Simulator.Scenarios;

namespace O2X.Cli.Tests.Verbs;

public class ScenariosVerbTests
{
    [Fact]
    public async Task Lists_each_with_its_title_in_a_line()
    {
        using var terminal = new TestTerminal();

        Assert.Equal(ExitCode.Done, await CommandLine.RunAsync(["scenarios"], terminal.Terminal));
        Assert.Equal(ScenarioLibrary.All.Count, terminal.Lines.Length);
        Assert.Contains("garage            Into the garage and out again", terminal.Lines);
    }

    [Fact]
    public async Task Shows_what_happens_and_when()
    {
        using var terminal = new TestTerminal();

        Assert.Equal(ExitCode.Done, await CommandLine.RunAsync(["scenarios", "show", "adapter-trouble"], terminal.Terminal));
        Assert.Equal(
            """
            adapter-trouble: The Bluetooth adapter comes and goes
            Switched off and unplugged in turn: the engine says what is wrong, spends no attempts meanwhile, and resumes by itself.

            AT    AGAIN               WHAT                        NOTE
            0 s                       car drives
            15 s                      adapter-off for 20 s        Somebody switches Bluetooth off.
            50 s                      adapter-unplugged for 20 s  Somebody pulls the stick out.
            85 s  every 4 s, 3 times  adapter-off for 2 s         A loose contact.

            Ends after 110 s; chance is drawn from the seed 1.

            """,
            terminal.Output);
    }

    [Fact]
    public async Task Prints_the_file_that_it_is()
    {
        using var terminal = new TestTerminal();

        Assert.Equal(ExitCode.Done, await CommandLine.RunAsync(["scenarios", "show", "garage", "--json"], terminal.Terminal));
        Assert.Equal(ScenarioLibrary.Find("garage")!.ToJson(), Scenario.Read(terminal.Output).ToJson());
    }

    [Fact]
    public async Task Plays_one_to_its_end_and_says_what_happens_in_it()
    {
        using var terminal = new TestTerminal();
        var running = Task.Run(() => CommandLine.RunAsync(["scenarios", "play", "silent-dongle"], terminal.Terminal));
        await terminal.UntilSaidAsync("story", running);

        Assert.Equal(ExitCode.Done, await terminal.PassUntilAsync(running));
        Assert.Empty(terminal.Error);
        var told = terminal.Lines.Where(line => !line.Contains(" values ", StringComparison.Ordinal)).Select(line => line[21..]).ToList();
        string[] inOrder =
        [
            "story  silent-link for 25 s: Silent for longer: disconnected.", "event  disconnected: No data came for 5 s. Stay close to the vehicle.",
            "story  silent-link is over",
            "link   ready VR1**********7890 (verified)",
        ];
        Assert.Equal(inOrder, inOrder.OrderBy(line => told.LastIndexOf(line)));
        Assert.All(inOrder, line => Assert.Contains(line, told));
    }

    [Fact]
    public async Task Plays_faster_than_real_time_passes_and_in_json()
    {
        var output = new MemoryStream();
        using var error = new StringWriter();
        using var terminal = new Terminal { Output = output, Error = error, Console = () => throw new InvalidOperationException("There is no console.") };
        var scenario = Scenario.Named("short").At(0).CarDoes(CarActivity.Driving).At(9.5).Note("Nearly over.").Until(10).Build();

        Assert.Equal(Outcome.Done, await PlayVerb.RunAsync(new PlayRequest(scenario) { Speed = 5, Json = true }, terminal));
        var lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.StartsWith("{\"stream\":\"", line, StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("\"secondsPlayed\":9.5,\"text\":null,\"note\":\"Nearly over.\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Plays_a_file_without_an_end_for_as_long_as_it_is_told_to()
    {
        using var terminal = new TestTerminal();
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, Scenario.Named("gone").At(0).CarDoes(CarActivity.Driving).At(5).Breaks(Fault.OutOfRange).Note("Gone for good.").Build().ToJson());
        try
        {
            var running = Task.Run(() => CommandLine.RunAsync(["scenarios", "play", file, "--for", "20"], terminal.Terminal));
            await terminal.UntilSaidAsync("story", running);

            Assert.Equal(ExitCode.Done, await terminal.PassUntilAsync(running));
            Assert.Contains("story  out-of-range begins: Gone for good.", terminal.Output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
