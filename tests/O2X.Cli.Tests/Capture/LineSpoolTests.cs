using System.Text;
using O2X.Cli.Capture;
using O2X.Links.Time;

namespace O2X.Cli.Tests.Capture;

public class LineSpoolTests
{
    private readonly VirtualClock _clock = new(TestTerminal.Start);

    [Fact]
    public async Task Writes_a_moment_later_and_the_rest_at_its_end()
    {
        using var stream = new MemoryStream();
        await using var spool = new LineSpool(stream, _clock);
        spool.TryAdd("one\n"u8);
        Assert.Equal(0, stream.Length);
        _clock.Advance(TimeSpan.FromMilliseconds(250));
        Assert.Equal("one\n", TextOf(stream));
        spool.TryAdd("two\n"u8);
        await spool.DisposeAsync();

        Assert.Equal("one\ntwo\n", TextOf(stream));
        Assert.Equal((8, 0), (spool.Bytes, spool.Lost));
    }

    [Fact]
    public async Task Counts_what_there_is_no_room_for_and_keeps_lines_whole()
    {
        using var stream = new MemoryStream();
        await using var spool = new LineSpool(stream, _clock);
        var line = Encoding.ASCII.GetBytes(new string('x', 999) + "\n");
        var taken = 0;
        while (spool.TryAdd(line)) taken++;
        spool.TryAdd(line);
        await spool.DisposeAsync();

        Assert.Equal(LineSpool.Capacity / 1000, taken);
        Assert.Equal(2, spool.Lost);
        Assert.Equal(taken * 1000, stream.Length);
        Assert.False(spool.TryAdd(line));
    }

    [Fact]
    public async Task Holds_nobody_up_while_the_disk_does()
    {
        using var disk = new HeldDisk();
        await using var spool = new LineSpool(disk, _clock);
        spool.TryAdd("one\n"u8);
        var writing = Task.Run(() => _clock.Advance(TimeSpan.FromMilliseconds(250)));
        disk.WaitUntilHeld();
        Assert.True(spool.TryAdd("two\n"u8));
        Assert.True(spool.TryAdd("three\n"u8));
        disk.LetGo();
        await writing;
        await spool.DisposeAsync();

        Assert.Equal("one\ntwo\nthree\n", disk.Text);
    }

    [Fact]
    public async Task Gives_up_at_its_end_when_nobody_takes_what_it_writes()
    {
        using var disk = new HeldDisk();
        var spool = new LineSpool(disk, _clock);
        spool.TryAdd("one\n"u8);
        var ending = spool.DisposeAsync().AsTask();
        disk.WaitUntilHeld();
        Assert.False(ending.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(5));
        await ending;
        disk.LetGo();
    }

    [Fact]
    public async Task Says_that_it_cannot_write_and_takes_nothing_any_more()
    {
        using var disk = new BrokenDisk();
        await using var spool = new LineSpool(disk, _clock);
        spool.TryAdd("one\n"u8);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("broken", (await spool.Failed).Message);
        Assert.False(spool.TryAdd("two\n"u8));
        Assert.Equal(1, spool.Lost);
    }

    private static string TextOf(MemoryStream stream) => Encoding.ASCII.GetString(stream.ToArray());

    private sealed class BrokenDisk : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("broken");
    }

    private sealed class HeldDisk : MemoryStream
    {
        private readonly ManualResetEventSlim _held = new();
        private readonly ManualResetEventSlim _free = new();

        public string Text => TextOf(this);

        public void WaitUntilHeld() => Assert.True(_held.Wait(TimeSpan.FromSeconds(30)));

        public void LetGo() => _free.Set();

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _held.Set();
            Assert.True(_free.Wait(TimeSpan.FromSeconds(30)));
            base.Write(buffer);
        }
    }
}
