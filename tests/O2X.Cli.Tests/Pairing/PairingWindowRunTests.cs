using System.Text.Json;
using O2X.Cli.Pairing;
using O2X.Links;
using O2X.Links.BlueZ.Pairing;

namespace O2X.Cli.Tests.Pairing;

public sealed class PairingWindowRunTests : IDisposable
{
    private const string Central = "11:11:11:11:11:11";

    private static readonly PairingWindowNotice Open = new(PairingWindowNoticeKind.Open, "hci0", Detail: "00:AA:01:00:00:00");
    private static readonly PairingWindowNotice Passkey = new(PairingWindowNoticeKind.Passkey, Central, "012345");

    private readonly TestTerminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task Tells_what_happens_in_words()
    {
        var outcome = await RunAsync(
            new(),
            Central,
            Open,
            new(PairingWindowNoticeKind.Refused, Central, Detail: "it wanted to pair without a passkey"),
            new(PairingWindowNoticeKind.Passkey, Central, "999999"),
            new(PairingWindowNoticeKind.NotPaired, Central),
            Passkey with { Detail = "It is paired already" });

        Assert.Equal(Outcome.Done, outcome);
        Assert.Equal(
            [
                "hci0 (00:AA:01:00:00:00) can be paired with for 2 min. On the other machine: o2x pair ADDRESS; o2x scan shows the address.",
                "11:11:11:11:11:11 was refused: it wanted to pair without a passkey.",
                "Passkey 999999: type it at 11:11:11:11:11:11.",
                "11:11:11:11:11:11 is gone without a bond: the passkey was wrong, or nobody typed it. Try again.",
                "Passkey 012345: type it at 11:11:11:11:11:11. It is paired already.",
                "Paired with 11:11:11:11:11:11.",
            ],
            _terminal.Lines);
    }

    [Fact]
    public async Task Tells_the_same_as_JSON()
    {
        await RunAsync(new() { Json = true }, Central, Open, Passkey);

        var values = _terminal.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.All(values, value => Assert.Equal("pairing", value.GetProperty("stream").GetString()));
        Assert.Equal(["open", "passkey", "paired"], values.Select(value => value.GetProperty("value").GetProperty("event").GetString()));
        Assert.Equal([null, "012345", null], values.Select(value => value.GetProperty("value").GetProperty("passkey").GetString()));
        Assert.Equal(["hci0", Central, Central], values.Select(value => value.GetProperty("value").GetProperty("subject").GetString()));
        Assert.Equal("2026-01-02T03:04:05.000Z", values[0].GetProperty("value").GetProperty("at").GetString());
    }

    [Fact]
    public async Task Shows_the_passkey_big_in_a_terminal()
    {
        using var terminal = new TestTerminal(outputIsTerminal: true);
        await new PairingWindowRun(new(), terminal.Terminal).RunAsync((tell, _) =>
        {
            tell(Passkey with { Passkey = "174280" });
            return Task.FromResult<string?>(Central);
        });

        Assert.StartsWith(
            """

                  ██    ██████  ██  ██    ██████  ██████  ██████
                ████        ██  ██  ██        ██  ██  ██  ██  ██
                  ██        ██  ██████    ██████  ██████  ██  ██
                  ██        ██      ██    ██      ██  ██  ██  ██
                ██████      ██      ██    ██████  ██████  ██████

            Passkey 174280: type it at 11:11:11:11:11:11.

            """.ReplaceLineEndings("\n"),
            terminal.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_nobody_paired()
    {
        var outcome = await RunAsync(new() { For = TimeSpan.FromSeconds(30), Json = true }, null, Open);

        Assert.Equal(ExitCode.ScanTimeout, outcome.Code);
        Assert.StartsWith("Nobody paired within 30 s.", outcome.Message, StringComparison.Ordinal);
        Assert.Contains("\"event\":\"over\"", _terminal.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_the_adapter_cannot_be_used()
    {
        var outcome = await new PairingWindowRun(new(), _terminal.Terminal).RunAsync(
            (_, _) => throw new LinkException(LinkLossReason.AdapterOff, "hci0 is off.", "bluetoothctl power on"));

        Assert.Equal(new Outcome(ExitCode.SourceUnusable, "hci0 is off. bluetoothctl power on"), outcome);
    }

    [Fact]
    public async Task Closes_the_window_when_it_is_told_to_end()
    {
        var isClosed = false;
        var running = new PairingWindowRun(new(), _terminal.Terminal).RunAsync(async (tell, stop) =>
        {
            tell(Open);
            await Task.Delay(Timeout.InfiniteTimeSpan, _terminal.Clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            isClosed = true;
            stop.ThrowIfCancellationRequested();
            return null;
        });
        _terminal.Stop();

        Assert.Equal(Outcome.Done, await running);
        Assert.True(isClosed);
    }

    [Fact]
    public async Task Closes_the_window_when_nobody_can_see_it()
    {
        using var terminal = new TestTerminal(output: new ClosedStream());
        var running = new PairingWindowRun(new(), terminal.Terminal).RunAsync(async (tell, stop) =>
        {
            tell(Open);
            await Task.Delay(Timeout.InfiniteTimeSpan, terminal.Clock, stop);
            return null;
        });

        await Assert.ThrowsAsync<IOException>(() => running);
    }

    private Task<Outcome> RunAsync(PairingWindowRequest request, string? paired, params PairingWindowNotice[] notices) =>
        new PairingWindowRun(request, _terminal.Terminal).RunAsync((tell, _) =>
        {
            foreach (var notice in notices) tell(notice);
            return Task.FromResult(paired);
        });

    private sealed class ClosedStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("closed");

        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("closed");
    }
}
