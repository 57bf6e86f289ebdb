using System.Net.Sockets;
using System.Text;
using O2X.Links.BlueZ.DBus;
using O2X.Links.Time;

namespace O2X.Links.BlueZ.Tests.DBus.Connection;

public sealed class HandshakeTests : IAsyncLifetime
{
    private readonly VirtualClock _clock = new(DateTimeOffset.UnixEpoch);
    private readonly ScriptedBus _bus = new();
    private readonly DBusConnection _connection;

    public HandshakeTests() => _connection = new DBusConnection(_bus.Address, _clock);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _bus.DisposeAsync();
    }

    [Fact]
    public async Task Gets_in_and_is_given_a_name()
    {
        var connecting = _connection.ConnectAsync();
        await _bus.WelcomeAsync();
        await connecting;
        Assert.Equal(":1.1", _connection.UniqueName);
        Assert.Equal(0, _clock.ArmedTimers);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _connection.ConnectAsync());
    }

    [Fact]
    public async Task Gets_in_by_an_address_that_comes_second()
    {
        await using var connection = new DBusConnection($"unix:path=/nowhere/bus;{_bus.Address}", _clock);
        var connecting = connection.ConnectAsync();
        await _bus.WelcomeAsync();
        await connecting;
        Assert.Equal(":1.1", connection.UniqueName);
    }

    [Fact]
    public async Task Understands_lines_that_come_in_pieces()
    {
        var connecting = _connection.ConnectAsync();
        await _bus.AcceptAsync();
        await _bus.HearAsync();
        foreach (var character in "OK 0123\r\n") await _bus.SayAsync(character.ToString());
        Assert.Equal("NEGOTIATE_UNIX_FD", await _bus.HearAsync());
        foreach (var character in "ERROR\r\n") await _bus.SayAsync(character.ToString());
        Assert.Equal("BEGIN", await _bus.HearAsync());
        await _bus.ReplyAsync(await _bus.ReceiveAsync(), "s", writer => writer.WriteString(":1.9"));
        await connecting;
        Assert.Equal(":1.9", _connection.UniqueName);
    }

    [Theory]
    [InlineData("REJECTED EXTERNAL\r\n")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n")]
    [InlineData("\r\n\r\n")]
    [InlineData("OK 1\r\nAGREE_UNIX_FD\r\nl")] // speaks before it is its turn
    public async Task Gives_up_on_a_bus_that_says(string text)
    {
        var connecting = _connection.ConnectAsync();
        await _bus.AcceptAsync();
        await _bus.SayAsync(text);
        await FailsAsync(connecting);
    }

    [Fact]
    public async Task Gives_up_on_a_bus_that_never_ends_a_line()
    {
        var connecting = _connection.ConnectAsync();
        await _bus.AcceptAsync();
        await _bus.SayAsync(new string('x', SaslClient.LongestLine));
        await FailsAsync(connecting);
    }

    [Fact]
    public async Task Says_that_there_is_no_socket()
    {
        var folder = Directory.CreateTempSubdirectory("o2x-bus-").FullName;
        foreach (var path in new[] { $"{folder}/bus", $"{folder}/nowhere/bus" })
        {
            await using var connection = new DBusConnection($"unix:path={path}", _clock);
            var failure = await Assert.ThrowsAsync<DBusConnectFailedException>(() => connection.ConnectAsync());
            Assert.Equal((DBusConnectFailure.Missing, path), (failure.Failure, failure.Socket));
        }

        Directory.Delete(folder);
    }

    [Fact]
    public async Task Says_that_nobody_listens_at_the_socket()
    {
        var folder = Directory.CreateTempSubdirectory("o2x-bus-").FullName;
        using var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        dead.Bind(new UnixDomainSocketEndPoint($"{folder}/bus"));
        await using var connection = new DBusConnection($"unix:path={folder}/bus", _clock);

        var failure = await Assert.ThrowsAsync<DBusConnectFailedException>(() => connection.ConnectAsync());

        Assert.Equal((DBusConnectFailure.NobodyListens, $"{folder}/bus"), (failure.Failure, failure.Socket));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Says_nothing_of_the_socket_when_it_could_be_connected_to()
    {
        var connecting = _connection.ConnectAsync();
        await _bus.AcceptAsync();
        await _bus.SayAsync("REJECTED EXTERNAL\r\n");
        var failure = await FailsAsync(connecting);
        Assert.Equal((DBusConnectFailure.Other, null), (failure.Failure, failure.Socket));
    }

    [Fact]
    public async Task Gives_up_on_a_bus_that_hangs_up()
    {
        var connecting = _connection.ConnectAsync();
        await _bus.AcceptAsync();
        await _bus.HearAsync();
        _bus.HangUp();
        await FailsAsync(connecting);
    }

    [Fact]
    public async Task Gives_up_on_a_bus_that_answers_hello_with_garbage()
    {
        var connecting = _connection.ConnectAsync();
        await _bus.AcceptAsync();
        await _bus.SayAsync("OK 1\r\nAGREE_UNIX_FD\r\n");
        foreach (var _ in Enumerable.Range(0, 3)) await _bus.HearAsync();
        await _bus.ReceiveAsync();
        await _bus.SayAsync(Encoding.ASCII.GetBytes("what?"));
        await FailsAsync(connecting);
    }

    [Theory]
    [InlineData("")]
    [InlineData("OK 1\r\n")]
    [InlineData("OK 1\r\nAGREE_UNIX_FD\r\n")] // and no answer to hello
    public async Task Gives_up_after_ten_seconds_on_a_bus_that_says_no_more_than(string text)
    {
        var connecting = _connection.ConnectAsync();
        await _bus.AcceptAsync();
        await _bus.SayAsync(text);
        for (var lines = text.Split('\n').Length; lines > 0; lines--) await _bus.HearAsync();
        _clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(connecting.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        var failure = await FailsAsync(connecting);
        await _bus.IsLeftAsync();
        Assert.Equal("The bus does not answer.", failure.Message);
    }

    [Fact]
    public async Task Gives_up_when_its_caller_does()
    {
        using var cancellation = new CancellationTokenSource();
        var connecting = _connection.ConnectAsync(cancellation.Token);
        await _bus.AcceptAsync();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
        await _bus.IsLeftAsync();
    }

    [Fact]
    public async Task Gives_up_when_it_is_disposed_of()
    {
        var connecting = _connection.ConnectAsync();
        await _bus.AcceptAsync();
        await _connection.DisposeAsync();
        await _bus.SayAsync("OK 1\r\nERROR\r\n");
        await Assert.ThrowsAsync<DBusConnectFailedException>(() => connecting);
        Assert.Null(await _connection.DisconnectedAsync());
    }

    [Theory]
    [InlineData("unix:path=/nowhere/bus")]
    [InlineData("tcp:host=localhost")]
    [InlineData("")]
    public async Task Says_when_there_is_no_bus_at(string address)
    {
        await using var connection = new DBusConnection(address, _clock);
        await Assert.ThrowsAsync<DBusConnectFailedException>(() => connection.ConnectAsync());
        Assert.IsType<DBusConnectFailedException>(await connection.DisconnectedAsync());
    }

    private async Task<DBusConnectFailedException> FailsAsync(Task connecting)
    {
        var failure = await Assert.ThrowsAsync<DBusConnectFailedException>(() => connecting);
        Assert.NotNull(await _connection.DisconnectedAsync());
        Assert.Null(_connection.UniqueName);
        Assert.Equal(0, _clock.ArmedTimers);
        return failure;
    }
}
