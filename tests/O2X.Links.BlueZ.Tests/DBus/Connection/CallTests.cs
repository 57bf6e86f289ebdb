using System.IO.Pipes;
using Microsoft.Win32.SafeHandles;
using O2X.Links.BlueZ.DBus;
using O2X.Links.Time;

namespace O2X.Links.BlueZ.Tests.DBus.Connection;

public sealed class CallTests : IAsyncLifetime
{
    private readonly VirtualClock _clock = new(DateTimeOffset.UnixEpoch);
    private readonly ScriptedBus _bus = new();
    private readonly DBusConnection _connection;

    public CallTests() => _connection = new DBusConnection(_bus.Address, _clock);

    public async Task InitializeAsync()
    {
        var connecting = _connection.ConnectAsync();
        await _bus.WelcomeAsync();
        await connecting;
    }

    public async Task DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _bus.DisposeAsync();
    }

    [Fact]
    public async Task Ends_with_what_the_reader_reads()
    {
        var call = _connection.CallMethodAsync(Call("A"), (message, state) => (message.GetBodyReader().ReadUInt32(), state), readerState: "state");
        var request = await _bus.ReceiveAsync();
        Assert.Equal("A", request.MemberAsString);
        await _bus.ReplyAsync(request, "u", writer => writer.WriteUInt32(7));
        Assert.Equal((7u, "state"), await call);
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Ends_with_the_error_that_is_the_answer()
    {
        var call = _connection.CallMethodAsync(Call("A"));
        var request = await _bus.ReceiveAsync();
        await _bus.SendAsync(writer => writer.WriteError(request.Serial, ":1.1", "org.bluez.Error.NotReady", "Resource Not Ready"));
        var error = await Assert.ThrowsAsync<DBusException>(() => call);
        Assert.Equal(("org.bluez.Error.NotReady", "Resource Not Ready"), (error.ErrorName, error.ErrorMessage));
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Ends_with_what_the_reader_throws_and_hurts_nobody_else()
    {
        var bad = _connection.CallMethodAsync(Call("A"), (message, _) => message.GetBodyReader().ReadString());
        await _bus.ReplyAsync(await _bus.ReceiveAsync());
        await Assert.ThrowsAsync<DBusProtocolException>(() => bad);
        var worse = _connection.CallMethodAsync<int>(Call("A"), (_, _) => throw new InvalidTimeZoneException());
        await _bus.ReplyAsync(await _bus.ReceiveAsync());
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => worse);
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Ends_after_25_seconds_without_an_answer()
    {
        var call = _connection.CallMethodAsync(Call("A"));
        await _bus.ReceiveAsync();
        _clock.Advance(TimeSpan.FromSeconds(24.9));
        Assert.False(call.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        await Assert.ThrowsAsync<TimeoutException>(() => call);
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Ends_after_the_time_that_its_caller_gives_it()
    {
        var call = _connection.CallMethodAsync(Call("A"), timeout: TimeSpan.FromSeconds(2));
        _clock.Advance(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<TimeoutException>(() => call);
        await _bus.ReceiveAsync();
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Ends_when_its_caller_gives_up()
    {
        using var cancellation = new CancellationTokenSource();
        var call = _connection.CallMethodAsync(Call("A"), cancellationToken: cancellation.Token);
        await _bus.ReceiveAsync();
        await cancellation.CancelAsync();
        Assert.Equal(cancellation.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call)).CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _connection.CallMethodAsync(Call("B"), cancellationToken: cancellation.Token));
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Is_not_begun_with_a_time_limit_that_is_none()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _connection.CallMethodAsync(Call("A"), timeout: TimeSpan.FromSeconds(-2)));
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Is_not_ended_by_the_late_answer_to_another()
    {
        var late = _connection.CallMethodAsync(Call("A"), timeout: TimeSpan.FromSeconds(1));
        var request = await _bus.ReceiveAsync();
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<TimeoutException>(() => late);

        var call = _connection.CallMethodAsync(Call("B"), (message, _) => message.GetBodyReader().ReadUInt32());
        await _bus.ReplyAsync(request, "u", writer => writer.WriteUInt32(1));
        await _bus.ReplyAsync(4_000_000_000, "u", writer => writer.WriteUInt32(2));
        await _bus.ReplyAsync(await _bus.ReceiveAsync(), "u", writer => writer.WriteUInt32(3));
        Assert.Equal(3u, await call);
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Closes_the_descriptor_of_a_late_answer()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In);
        var late = _connection.CallMethodAsync(Call("A"), timeout: TimeSpan.FromSeconds(1));
        var request = await _bus.ReceiveAsync();
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<TimeoutException>(() => late);
        await _bus.ReplyAsync(request, "h", writer => writer.WriteHandle(pipe.ClientSafePipeHandle));
        Assert.Equal(0, await pipe.ReadAsync(new byte[1]));
    }

    [Fact]
    public async Task Closes_a_descriptor_that_its_reader_does_not_take()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In);
        var call = _connection.CallMethodAsync(Call("A"));
        await _bus.ReplyAsync(await _bus.ReceiveAsync(), "h", writer => writer.WriteHandle(pipe.ClientSafePipeHandle));
        await call;
        Assert.Equal(0, await pipe.ReadAsync(new byte[1]));
    }

    [Fact]
    public async Task Hands_a_descriptor_out_once()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In);
        var call = _connection.CallMethodAsync(Call("A"), (message, _) =>
        {
            var reader = message.GetBodyReader();
            var again = message.GetBodyReader();
            var taken = reader.ReadHandle<SafeFileHandle>();
            Assert.Null(again.ReadHandle<SafeFileHandle>());
            return taken;
        });
        await _bus.ReplyAsync(await _bus.ReceiveAsync(), "h", writer => writer.WriteHandle(pipe.ClientSafePipeHandle));
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
        using var writer = _connection.GetMessageWriter();
        writer.WriteMethodCallHeader("a.b", "/a", "a.b", "Take", "h");
        writer.WriteHandle(pipe.ClientSafePipeHandle);
        var call = _connection.CallMethodAsync(writer.CreateMessage());
        var request = await _bus.ReceiveAsync();
        Assert.Equal(1, request.UnixFdCount);
        using (var handle = Take(request))
        {
            Write(handle);
            Assert.Equal(1, await pipe.ReadAsync(new byte[1]));
        }

        Assert.Equal(0, await pipe.ReadAsync(new byte[1]));
        await _bus.ReplyAsync(request);
        await call;

        static SafeFileHandle Take(Message message)
        {
            var reader = message.GetBodyReader();
            return Assert.IsType<SafeFileHandle>(reader.ReadHandle<SafeFileHandle>());
        }
    }

    [Fact]
    public async Task Fails_when_the_bus_hangs_up()
    {
        var calls = Enumerable.Range(0, 3).Select(_ => _connection.CallMethodAsync(Call("A"))).ToArray();
        foreach (var _ in calls) await _bus.ReceiveAsync();
        _bus.HangUp();
        foreach (var call in calls) await Assert.ThrowsAsync<DBusConnectionClosedException>(() => call);
        Assert.IsType<DBusConnectionClosedException>(await _connection.DisconnectedAsync());
        await Assert.ThrowsAsync<DBusConnectionClosedException>(() => _connection.CallMethodAsync(Call("B")));
        Assert.False(_connection.TrySendMessage(Call("C")));
        Assert.Equal((0, 0), (_connection.PendingCallCount, _clock.ArmedTimers));
    }

    [Fact]
    public async Task Fails_when_the_connection_is_disposed_of()
    {
        var call = _connection.CallMethodAsync(Call("A"));
        await _connection.DisposeAsync();
        await Assert.ThrowsAsync<DBusConnectionClosedException>(() => call);
        Assert.Null(await _connection.DisconnectedAsync());
        await _connection.DisposeAsync();
    }

    [Fact]
    public async Task Is_not_possible_before_the_connection_is_there()
    {
        await using var connection = new DBusConnection(_bus.Address, _clock);
        await Assert.ThrowsAsync<InvalidOperationException>(() => connection.CallMethodAsync(Call("A")));
        Assert.False(connection.TrySendMessage(Call("A")));
    }

    [Fact]
    public async Task Is_refused_when_too_much_waits_to_be_sent()
    {
        // The bus does not read: once the socket is full, so is the queue.
        var large = new byte[60_000];
        var sent = 0;
        while (sent < 4000 && _connection.TrySendMessage(Call("A", large))) sent++;
        Assert.InRange(sent, 1024, 3999);
        var error = await Assert.ThrowsAsync<DBusException>(() => _connection.CallMethodAsync(Call("B", large)));
        Assert.Equal(DBusErrors.LimitsExceeded, error.ErrorName);
        Assert.Equal(0, _connection.PendingCallCount);
    }

    private static void Write(SafeFileHandle handle)
    {
        using var stream = new FileStream(handle, FileAccess.Write, bufferSize: 0);
        stream.WriteByte(1);
    }

    private MessageBuffer Call(string member, byte[]? argument = null)
    {
        using var writer = _connection.GetMessageWriter();
        writer.WriteMethodCallHeader("a.b", "/a", "a.b", member, argument is null ? null : "ay");
        if (argument is not null) writer.WriteArray(argument);
        return writer.CreateMessage();
    }

    private async Task NothingIsLeftAsync()
    {
        Assert.Equal((0, 0), (_connection.PendingCallCount, _clock.ArmedTimers));
        var call = _connection.CallMethodAsync(Call("StillThere"));
        await _bus.ReplyAsync(await _bus.ReceiveAsync());
        await call;
    }
}
