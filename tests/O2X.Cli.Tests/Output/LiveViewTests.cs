using System.Text;
using O2X.Actors;
using O2X.Cli.Output;
using O2X.Simulator.Scenarios;
using O2X.TestKit;
using Spectre.Console.Testing;

namespace O2X.Cli.Tests.Output;

public sealed class LiveViewTests : IDisposable
{
    private const string Enter = "\u001b[?1049h\u001b[?25l";
    private const string Leave = "\u001b[?25h\u001b[?1049l";

    private readonly RecordedTerminal _output = new();
    private readonly TestTerminal _terminal;

    public LiveViewTests()
    {
        _terminal = new TestTerminal(_output);
        _terminal.Console.EmitAnsiSequences().Size(new(80, 24));
    }

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task Draws_each_frame_in_one_piece_four_times_a_second()
    {
        await using var view = View();
        for (var frame = 2; frame <= 5; frame++)
        {
            _terminal.Clock.Advance(TimeSpan.FromMilliseconds(250));
            await _output.UntilWritten(frame);
        }

        Assert.Equal(5, _output.Writes.Count);
        Assert.StartsWith(Enter, _output.Writes[0], StringComparison.Ordinal);
        Assert.All(_output.Writes.Skip(1), frame => Assert.StartsWith("\u001b[?2026h\u001b[H", frame, StringComparison.Ordinal));
        Assert.DoesNotContain(_output.Writes, frame => frame.Contains("\u001b[2J", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fits_a_terminal_that_has_got_another_size()
    {
        await using var view = View();
        view.Link(new LinkReport(LinkState.Scanning, TestTerminal.Start) { Vin = AmiBus.Vin });
        _terminal.Console.Size(new(40, 6));
        _terminal.Clock.Advance(TimeSpan.FromMilliseconds(250));
        await _output.UntilWritten(2);

        Assert.InRange(_output.Writes[1].Split("\r\n").Length, 1, 6);
    }

    [Fact]
    public async Task Gives_the_terminal_back_as_soon_as_it_shall_end_and_leaves_the_last_picture()
    {
        await using var view = View();
        _terminal.Stop();
        await _output.UntilWritten(2);

        Assert.StartsWith(Leave, _output.Writes[^1], StringComparison.Ordinal);
        Assert.Contains("Vehicle", _output.Writes[^1], StringComparison.Ordinal);
        Assert.EndsWith("\r\n", _output.Writes[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_what_happens_in_a_scenario()
    {
        await using var view = View();
        view.Scenario(TestTerminal.Start, new ScenarioMoment(TimeSpan.FromSeconds(3), "out-of-range for 20 s", "A tunnel."));
        _terminal.Clock.Advance(TimeSpan.FromMilliseconds(250));
        await _output.UntilWritten(2);

        Assert.Contains("out-of-range for 20 s: A tunnel.", _output.Writes[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_the_terminal_back_once()
    {
        var view = View();
        await view.DisposeAsync();
        await view.DisposeAsync();

        Assert.Single(_output.Writes, write => write.Contains(Leave, StringComparison.Ordinal));
    }

    private LiveView View() => new(_terminal.Terminal, "sim", _terminal.Clock);

    /// <summary>Keeps each write by itself.</summary>
    private sealed class RecordedTerminal : MemoryStream
    {
        private readonly SemaphoreSlim _written = new(0);
        private int _seen;

        public List<string> Writes { get; } = [];

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            lock (Writes) Writes.Add(Encoding.UTF8.GetString(buffer));
            _written.Release();
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public async Task UntilWritten(int writes)
        {
            for (; _seen < writes; _seen++) await _written.WaitAsync();
        }
    }
}
