using System.Text;
using O2X.Cli.Pairing;
using O2X.Links;
using O2X.Links.BlueZ.Pairing;

namespace O2X.Cli.Tests.Pairing;

public sealed class PairRunTests
{
    private const string Address = "02:00:00:00:00:01";
    private const string Question = "o2x: Passkey that the dongle shows (six digits, within 30 s):";

    [Theory]
    [InlineData("012345\n", 12345)]
    [InlineData("012 345\r\n", 12345)]
    [InlineData("999999", 999999)]
    [InlineData("12345\nwhat\n654321\n", 654321)]
    [InlineData("12345\n", null)]
    [InlineData("1234567\n", null)]
    [InlineData("-12345\n", null)]
    [InlineData("", null)]
    public async Task Reads_the_passkey_from_standard_input(string input, int? expected)
    {
        using var terminal = TerminalWith(input);
        int? given = 0;

        await new PairRun(new PairRequest(Address), terminal.Terminal).RunAsync(async (passkey, _, stop) =>
        {
            given = await passkey(stop);
            return PairingOutcome.Paired;
        });

        Assert.Equal(expected, given);
        Assert.StartsWith(Question + "\n", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaves_the_cursor_where_a_person_types()
    {
        using var terminal = new TestTerminal(errorIsTerminal: true, input: new MemoryStream("012345\n"u8.ToArray()));

        await new PairRun(new PairRequest(Address), terminal.Terminal).RunAsync(async (passkey, _, stop) =>
        {
            await passkey(stop);
            return PairingOutcome.Paired;
        });

        Assert.Equal(Question + " ", terminal.Error);
    }

    [Fact]
    public async Task Asks_nobody_for_a_passkey_that_was_given_before()
    {
        using var terminal = TerminalWith("");
        int? given = null;

        await new PairRun(new PairRequest(Address) { Passkey = 42 }, terminal.Terminal).RunAsync(async (passkey, _, stop) =>
        {
            given = await passkey(stop);
            return PairingOutcome.Paired;
        });

        Assert.Equal((42, ""), (given, terminal.Error));
    }

    [Fact]
    public async Task Tells_how_far_it_is_and_how_it_ended()
    {
        using var terminal = TerminalWith("");

        Assert.Equal(Outcome.Done, await RunAsync(terminal, tell =>
        {
            tell(PairingStep.Searching);
            tell(PairingStep.Pairing);
            return PairingOutcome.Paired;
        }));
        Assert.Equal("o2x: Searching for 02:00:00:00:00:01.\no2x: Pairing with 02:00:00:00:00:01.\n", terminal.Error);
        Assert.Equal("Paired with 02:00:00:00:00:01.\n", terminal.Output);
    }

    [Fact]
    public async Task Says_what_to_do_about_an_old_bond()
    {
        using var terminal = TerminalWith("");

        Assert.Equal(Outcome.Done, await RunAsync(terminal, _ => PairingOutcome.AlreadyPaired));
        Assert.Contains("bluetoothctl remove 02:00:00:00:00:01", terminal.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LinkLossReason.Authentication, 3)]
    [InlineData(LinkLossReason.ScanTimeout, 3)]
    [InlineData(LinkLossReason.ConnectTimeout, 3)]
    [InlineData(LinkLossReason.AdapterOff, 2)]
    [InlineData(LinkLossReason.PermissionMissing, 2)]
    public async Task Says_why_it_failed(LinkLossReason reason, int code)
    {
        using var terminal = TerminalWith("");

        var outcome = await RunAsync(terminal, _ => throw new LinkException(reason, "It refused\u001b.", "Try again: o2x pair ADDRESS."));

        Assert.Equal(new Outcome((ExitCode)code, "It refused?. Try again: o2x pair 02:00:00:00:00:01."), outcome);
        Assert.Empty(terminal.Output);
    }

    [Fact]
    public async Task Ends_when_it_is_told_to()
    {
        using var terminal = TerminalWith("");
        var running = new PairRun(new PairRequest(Address), terminal.Terminal).RunAsync(async (_, _, stop) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, terminal.Clock, stop);
            return PairingOutcome.Paired;
        });
        terminal.Stop();

        Assert.Equal(Outcome.Done, await running);
        Assert.Empty(terminal.Output);
    }

    private static TestTerminal TerminalWith(string input) => new(input: new MemoryStream(Encoding.ASCII.GetBytes(input)));

    private static Task<Outcome> RunAsync(TestTerminal terminal, Func<Action<PairingStep>, PairingOutcome> pair) =>
        new PairRun(new PairRequest(Address), terminal.Terminal).RunAsync((_, tell, _) => Task.Run(() => pair(tell)));
}
