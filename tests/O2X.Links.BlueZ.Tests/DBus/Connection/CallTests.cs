using System.IO.Pipes;
using Microsoft.Win32.SafeHandles;
using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Tests.DBus.Connection;

public sealed class CallTests : ConnectedTests
{
    [Fact]
    public async Task Ends_with_what_the_reader_reads()
    {
        var call = Connection.CallMethodAsync(Call("A"), (message, state) => (message.GetBodyReader().ReadUInt32(), state), readerState: "state");
        var request = await Bus.ReceiveAsync();
        Assert.Equal("A", request.MemberAsString);
        await Bus.ReplyAsync(request, "u", writer => writer.WriteUInt32(7));
        Assert.Equal((7u, "state"), await call);
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Ends_with_the_error_that_is_the_answer()
    {
        var call = Connection.CallMethodAsync(Call("A"));
        var request = await Bus.ReceiveAsync();
        await Bus.SendAsync(writer => writer.WriteError(request.Serial, ":1.1", "org.bluez.Error.NotReady", "Resource Not Ready"));
        var error = await Assert.ThrowsAsync<DBusException>(() => call);
        Assert.Equal(("org.bluez.Error.NotReady", "Resource Not Ready"), (error.ErrorName, error.ErrorMessage));
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Ends_with_what_the_reader_throws_and_hurts_nobody_else()
    {
        var bad = Connection.CallMethodAsync(Call("A"), (message, _) => message.GetBodyReader().ReadString());
        await Bus.ReplyAsync(await Bus.ReceiveAsync());
        await Assert.ThrowsAsync<DBusProtocolException>(() => bad);
        var worse = Connection.CallMethodAsync<int>(Call("A"), (_, _) => throw new InvalidTimeZoneException());
        await Bus.ReplyAsync(await Bus.ReceiveAsync());
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => worse);
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Ends_after_25_seconds_without_an_answer()
    {
        var call = Connection.CallMethodAsync(Call("A"));
        await Bus.ReceiveAsync();
        Clock.Advance(TimeSpan.FromSeconds(24.9));
        Assert.False(call.IsCompleted);
        Clock.Advance(TimeSpan.FromSeconds(0.1));
        await Assert.ThrowsAsync<TimeoutException>(() => call);
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Ends_after_the_time_that_its_caller_gives_it()
    {
        var call = Connection.CallMethodAsync(Call("A"), timeout: TimeSpan.FromSeconds(2));
        Clock.Advance(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<TimeoutException>(() => call);
        await Bus.ReceiveAsync();
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Ends_when_its_caller_gives_up()
    {
        using var cancellation = new CancellationTokenSource();
        var call = Connection.CallMethodAsync(Call("A"), cancellationToken: cancellation.Token);
        await Bus.ReceiveAsync();
        await cancellation.CancelAsync();
        Assert.Equal(cancellation.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call)).CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Connection.CallMethodAsync(Call("B"), cancellationToken: cancellation.Token));
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Is_not_begun_with_a_time_limit_that_is_none()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Connection.CallMethodAsync(Call("A"), timeout: TimeSpan.FromSeconds(-2)));
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Is_not_ended_by_the_late_answer_to_another()
    {
        var late = Connection.CallMethodAsync(Call("A"), timeout: TimeSpan.FromSeconds(1));
        var request = await Bus.ReceiveAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<TimeoutException>(() => late);

        var call = Connection.CallMethodAsync(Call("B"), (message, _) => message.GetBodyReader().ReadUInt32());
        await Bus.ReplyAsync(request, "u", writer => writer.WriteUInt32(1));
        await Bus.ReplyAsync(4_000_000_000, "u", writer => writer.WriteUInt32(2));
        await Bus.ReplyAsync(await Bus.ReceiveAsync(), "u", writer => writer.WriteUInt32(3));
        Assert.Equal(3u, await call);
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Closes_the_descriptor_of_a_late_answer()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In);
        var late = Connection.CallMethodAsync(Call("A"), timeout: TimeSpan.FromSeconds(1));
        var request = await Bus.ReceiveAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<TimeoutException>(() => late);
        await Bus.ReplyAsync(request, "h", writer => writer.WriteHandle(pipe.ClientSafePipeHandle));
        Assert.Equal(0, await pipe.ReadAsync(new byte[1]));
    }

    [Fact]
    public async Task Closes_a_descriptor_that_its_reader_does_not_take()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In);
        var call = Connection.CallMethodAsync(Call("A"));
        await Bus.ReplyAsync(await Bus.ReceiveAsync(), "h", writer => writer.WriteHandle(pipe.ClientSafePipeHandle));
        await call;
        Assert.Equal(0, await pipe.ReadAsync(new byte[1]));
    }

    [Fact]
    public async Task Hands_a_descriptor_out_once()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In);
        var call = Connection.CallMethodAsync(Call("A"), (message, _) =>
        {
            var reader = message.GetBodyReader();
            var again = message.GetBodyReader();
            var taken = reader.ReadHandle<SafeFileHandle>();
            Assert.Null(again.ReadHandle<SafeFileHandle>());
            return taken;
        });
        await Bus.ReplyAsync(await Bus.ReceiveAsync(), "h", writer => writer.WriteHandle(pipe.ClientSafePipeHandle));
        using (var handle = await call)
        {
            Assert.NotNull(handle);
            Write(handle);
            Assert.Equal(1, await pipe.ReadAsync(new byte[1]));
        }

        Assert.Equal(0, await pipe.ReadAsync(new byte[1]));
    }

    [Fact]
    public async Task Gives_its_own_descriptor_away()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In);
        using var writer = Connection.GetMessageWriter();
        writer.WriteMethodCallHeader("a.b", "/a", "a.b", "Take", "h");
        writer.WriteHandle(pipe.ClientSafePipeHandle);
        var call = Connection.CallMethodAsync(writer.CreateMessage());
        var request = await Bus.ReceiveAsync();
        Assert.Equal(1, request.UnixFdCount);
        using (var handle = Take(request))
        {
            Write(handle);
            Assert.Equal(1, await pipe.ReadAsync(new byte[1]));
        }

        Assert.Equal(0, await pipe.ReadAsync(new byte[1]));
        await Bus.ReplyAsync(request);
        await call;

        static SafeFileHandle Take(Message message)
        {
            var reader = message.GetBodyReader();
            return Assert.IsType<SafeFileHandle>(reader.ReadHandle<SafeFileHandle>());
        }
    }

    [Fact]
    public async Task Fails_when_theBus_hangs_up()
    {
        var calls = Enumerable.Range(0, 3).Select(_ => Connection.CallMethodAsync(Call("A"))).ToArray();
        foreach (var _ in calls) await Bus.ReceiveAsync();
        Bus.HangUp();
        foreach (var call in calls) await Assert.ThrowsAsync<DBusConnectionClosedException>(() => call);
        Assert.IsType<DBusConnectionClosedException>(await Connection.DisconnectedAsync());
        await Assert.ThrowsAsync<DBusConnectionClosedException>(() => Connection.CallMethodAsync(Call("B")));
        Assert.False(Connection.TrySendMessage(Call("C")));
        Assert.Equal((0, 0), (Connection.PendingCallCount, Clock.ArmedTimers));
    }

    [Fact]
    public async Task Fails_when_theConnection_is_disposed_of()
    {
        var call = Connection.CallMethodAsync(Call("A"));
        await Connection.DisposeAsync();
        await Assert.ThrowsAsync<DBusConnectionClosedException>(() => call);
        Assert.Null(await Connection.DisconnectedAsync());
        await Connection.DisposeAsync();
    }

    [Fact]
    public async Task Is_not_possible_before_theConnection_is_there()
    {
        await using var connection = new DBusConnection(Bus.Address, Clock);
        await Assert.ThrowsAsync<InvalidOperationException>(() => connection.CallMethodAsync(Call("A")));
        Assert.False(connection.TrySendMessage(Call("A")));
    }

    [Fact]
    public async Task Is_refused_when_too_much_waits_to_be_sent()
    {
        // The bus does not read: once the socket is full, so is the queue.
        var large = new byte[60_000];
        var sent = 0;
        while (sent < 4000 && Connection.TrySendMessage(Call("A", large))) sent++;
        Assert.InRange(sent, 1024, 3999);
        var error = await Assert.ThrowsAsync<DBusException>(() => Connection.CallMethodAsync(Call("B", large)));
        Assert.Equal(DBusErrors.LimitsExceeded, error.ErrorName);
        Assert.Equal(0, Connection.PendingCallCount);
    }

    private static void Write(SafeFileHandle handle)
    {
        using var stream = new FileStream(handle, FileAccess.Write, bufferSize: 0);
        stream.WriteByte(1);
    }

    private async Task NothingIsLeftAsync()
    {
        Assert.Equal((0, 0), (Connection.PendingCallCount, Clock.ArmedTimers));
        var call = Connection.CallMethodAsync(Call("StillThere"));
        await Bus.ReplyAsync(await Bus.ReceiveAsync());
        await call;
    }
}
