using System.Collections.Concurrent;
using System.IO.Pipes;
using O2X.Links.BlueZ.DBus;
using O2X.Links.BlueZ.Tests.DBus.Wire;

namespace O2X.Links.BlueZ.Tests.DBus.Connection;

public sealed class ReceptionTests : ConnectedTests
{
    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("l\u0004\u0001\u0001\u0000\u0000\u0000\u007f\u0001\u0000\u0000\u0000\u0000\u0000\u0000\u0000")] // a body of 2 GiB
    [InlineData("l\u0004\u0001\u0001\u0001\u0000\u0040\u0000\u0001\u0000\u0000\u0000\u0000\u0000\u0000\u0000")] // of 4 MiB and a byte
    [InlineData("l\u0004\u0001\u0001\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0000\u0000\u0000\u0000\u0000")] // a signal of nothing
    public async Task Ends_with_what_is_no_message(string text)
    {
        var call = Connection.CallMethodAsync(Call("A"));
        await Bus.SayAsync(text);
        await Assert.ThrowsAsync<DBusConnectionClosedException>(() => call);
        var reason = await Connection.DisconnectedAsync();
        Assert.IsType<DBusProtocolException>(Assert.IsType<DBusConnectionClosedException>(reason).InnerException);
        await Bus.IsLeftAsync();
    }

    [Fact]
    public async Task Ends_with_a_message_whose_descriptors_are_missing()
    {
        var bytes = Bytes.Message(writer =>
        {
            writer.WriteSignalHeader(null, "/a", "a.b", "C", "h");
            writer.WriteHandle(File.OpenHandle("/dev/null"));
        });
        await Bus.SayAsync(bytes);
        Assert.IsType<DBusConnectionClosedException>(await Connection.DisconnectedAsync());
    }

    [Fact]
    public async Task Takes_messages_that_come_in_pieces_and_several_at_once()
    {
        var (seen, _) = await WatchAsync();
        var one = Bytes.Message(writer => Signal(writer, 1));
        foreach (var each in one) await Bus.SayAsync(new[] { each });
        Assert.Equal(1u, seen.Take());
        byte[] several = [.. Bytes.Message(writer => Signal(writer, 2)), .. Bytes.Message(writer => Signal(writer, 3)), .. one];
        await Bus.SayAsync(several.AsMemory(0, several.Length - 50));
        await Bus.SayAsync(several.AsMemory(several.Length - 50));
        Assert.Equal([2u, 3u, 1u], [seen.Take(), seen.Take(), seen.Take()]);
    }

    [Fact]
    public async Task Takes_a_message_that_is_larger_than_its_buffer_and_small_ones_after_it()
    {
        var (seen, _) = await WatchAsync();
        var call = Connection.CallMethodAsync(Call("A"), (message, _) => message.GetBodyReader().ReadArrayOfByteAsSpan().Length);
        var request = await Bus.ReceiveAsync();
        await Bus.ReplyAsync(request, "ay", writer => writer.WriteArray(new byte[3_000_000]));
        for (var i = 1u; i <= 5000; i++) await Bus.SendAsync(writer => Signal(writer, i));
        Assert.Equal(3_000_000, await call);
        for (var i = 1u; i <= 5000; i++) Assert.Equal(i, seen.Take());
    }

    [Fact]
    public async Task Reads_an_answer_between_the_signals_before_and_after_it()
    {
        var order = new List<string>();
        var done = new TaskCompletionSource();
        using var watch = await AddMatchAsync(new MatchRule { Member = "Tick" }, (message, _) => message.GetBodyReader().ReadUInt32(), value =>
        {
            order.Add($"signal {value}");
            if (value == 2) done.SetResult();
        });
        var call = Connection.CallMethodAsync(Call("A"), (_, _) =>
        {
            order.Add("answer");
            return true;
        });
        var request = await Bus.ReceiveAsync();
        await Bus.SendAsync(writer => Signal(writer, 1));
        await Bus.ReplyAsync(request);
        await Bus.SendAsync(writer => Signal(writer, 2));
        await call;
        await done.Task;
        Assert.Equal(["signal 1", "answer", "signal 2"], order);
    }

    [Fact]
    public async Task Tells_other_watchers_when_one_throws()
    {
        var seen = new BlockingCollection<uint>();
        using var bad = await AddMatchAsync<uint>(new MatchRule { Member = "Tick" }, (_, _) => 0, _ => throw new InvalidTimeZoneException());
        using var wrong = await AddMatchAsync(new MatchRule { Interface = "a.b" }, (message, _) => message.GetBodyReader().ReadString(), _ => seen.Add(0));
        using var good = await AddMatchAsync(new MatchRule { Path = "/a" }, (message, _) => message.GetBodyReader().ReadUInt32(), seen.Add);
        for (var i = 1u; i <= 3; i++) await Bus.SendAsync(writer => Signal(writer, i));
        Assert.Equal([1u, 2u, 3u], [seen.Take(), seen.Take(), seen.Take()]);
        Assert.Empty(seen);
    }

    [Fact]
    public async Task Asks_theBus_once_for_a_rule_that_several_watch_for()
    {
        var (first, watch) = await WatchAsync();
        var second = new BlockingCollection<uint>();
        var again = await Connection.AddMatchAsync(new MatchRule { Member = "Tick" }, (message, _) => message.GetBodyReader().ReadUInt32(), second.Add);
        await Bus.SendAsync(writer => Signal(writer, 1));
        Assert.Equal((1u, 1u), (first.Take(), second.Take()));

        watch.Dispose();
        watch.Dispose();
        await Bus.SendAsync(writer => Signal(writer, 2));
        Assert.Equal(2u, second.Take());
        Assert.Empty(first);

        again.Dispose();
        var removal = await Bus.ReceiveAsync();
        Assert.Equal(("RemoveMatch", MessageFlags.NoReplyExpected), (removal.MemberAsString, removal.MessageFlags));
        Assert.Equal("member='Tick'", removal.GetBodyReader().ReadString());
    }

    [Fact]
    public async Task Does_not_watch_for_what_theBus_refuses()
    {
        var watching = Connection.AddMatchAsync(new MatchRule { Member = "Tick" }, (_, _) => 0, _ => { });
        var request = await Bus.ReceiveAsync();
        await Bus.SendAsync(writer => writer.WriteError(request.Serial, ":1.1", "org.freedesktop.DBus.Error.MatchRuleInvalid", "no"));
        await Assert.ThrowsAsync<DBusException>(() => watching);

        // It is asked for anew.
        var (seen, _) = await WatchAsync();
        await Bus.SendAsync(writer => Signal(writer, 1));
        Assert.Equal(1u, seen.Take());
    }

    [Fact]
    public async Task Tells_watchers_after_everything_else_that_theConnection_broke()
    {
        var heard = new List<string>();
        var broken = new TaskCompletionSource<Exception>();
        var watching = Connection.AddMatchAsync(
            new MatchRule { Member = "Tick" },
            (message, _) => message.GetBodyReader().ReadUInt32(),
            value => heard.Add($"signal {value}"),
            reason =>
            {
                heard.Add("broken");
                broken.SetResult(reason);
            });
        await Bus.ReplyAsync(await Bus.ReceiveAsync());
        await watching;
        await Bus.SendAsync(writer => Signal(writer, 1));
        Bus.HangUp();
        Assert.IsType<DBusConnectionClosedException>(await broken.Task);
        Assert.Equal(["signal 1", "broken"], heard);
    }

    [Fact]
    public async Task Closes_descriptors_of_signals_that_nobody_takes()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In);
        await Bus.SignalAsync("Tick", "h", writer => writer.WriteHandle(pipe.ClientSafePipeHandle));
        Assert.Equal(0, await pipe.ReadAsync(new byte[1]));
    }

    private static void Signal(MessageWriter writer, uint value)
    {
        writer.WriteSignalHeader(null, "/a", "a.b", "Tick", "u");
        writer.WriteUInt32(value);
    }

    private async Task<(BlockingCollection<uint> Seen, IDisposable Watch)> WatchAsync()
    {
        var seen = new BlockingCollection<uint>();
        return (seen, await AddMatchAsync(new MatchRule { Member = "Tick" }, (message, _) => message.GetBodyReader().ReadUInt32(), seen.Add));
    }

    private async Task<IDisposable> AddMatchAsync<T>(MatchRule rule, MessageValueReader<T> reader, Action<T> handler)
    {
        var watching = Connection.AddMatchAsync(rule, reader, handler);
        var request = await Bus.ReceiveAsync();
        Assert.Equal(rule.ToString(), request.GetBodyReader().ReadString());
        await Bus.ReplyAsync(request);
        return await watching;
    }
}
