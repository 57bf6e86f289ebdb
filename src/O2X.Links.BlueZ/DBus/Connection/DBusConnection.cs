using System.Net.Sockets;

namespace O2X.Links.BlueZ.DBus;

/// <summary>
/// A connection to a message bus. It is connected once; when it has ended, one makes another. Any thread may use it. What it
/// received is handed out on one receive loop, in order: answers to their readers, signals to their watchers, calls to their
/// handlers. None of them may wait there.
/// </summary>
internal sealed partial class DBusConnection : IAsyncDisposable
{
    /// <summary>The name of the bus itself, and of its interface.</summary>
    public const string Bus = "org.freedesktop.DBus";

    /// <summary>The path of the bus itself.</summary>
    public const string BusPath = "/org/freedesktop/DBus";

    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    private readonly string _address;
    private readonly TimeProvider _clock;
    private readonly TaskCompletionSource<Exception?> _disconnected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private Socket? _socket;
    private bool _isBegun;
    private bool _isEnded;
    private Exception? _reason;
    private bool _canPassDescriptors;
    private Task _receiving = Task.CompletedTask;
    private Task _sending = Task.CompletedTask;

    /// <summary>Makes a connection that is not connected yet.</summary>
    /// <param name="address">Where the bus is.</param>
    /// <param name="clock">What time limits are measured by.</param>
    public DBusConnection(string address, TimeProvider clock)
    {
        _address = address;
        _clock = clock;
        _dispatcher = new MethodDispatcher(_handlers);
    }

    /// <summary>The name that the bus gave; null before.</summary>
    public string? UniqueName { get; private set; }

    /// <summary>Connects, within ten seconds.</summary>
    /// <exception cref="DBusConnectFailedException">It was not possible; the connection has ended.</exception>
    public async Task ConnectAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_isBegun) throw new InvalidOperationException("A connection is connected once.");
            _isBegun = true;
        }

        using var limit = new CancellationTokenSource(ConnectLimit, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            Begin(await OpenAsync(both.Token).ConfigureAwait(false));
            UniqueName = await HelloAsync(both.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            var reason = e is OperationCanceledException && limit.IsCancellationRequested
                ? new DBusConnectFailedException("The bus does not answer.", e)
                : e as DBusConnectFailedException ?? new DBusConnectFailedException(e.Message, e);
            await EndAsync(reason).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            throw reason;
        }
    }

    /// <summary>Ends with the connection: with what ended it, or null when it was disposed of.</summary>
    public Task<Exception?> DisconnectedAsync() => _disconnected.Task;

    /// <summary>Hangs up. What waits fails with <see cref="DBusConnectionClosedException"/>.</summary>
    public async ValueTask DisposeAsync() => await EndAsync(reason: null).ConfigureAwait(false);

    private async Task<Socket> OpenAsync(CancellationToken cancellationToken)
    {
        DBusConnectFailedException? last = null;
        foreach (var endPoint in DBusAddress.Parse(_address))
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await ConnectAsync(socket, endPoint, cancellationToken).ConfigureAwait(false);
                _canPassDescriptors = await SaslHandshake.RunAsync(socket, cancellationToken).ConfigureAwait(false);
                return socket;
            }
            catch (Exception e) when (e is SocketException or DBusProtocolException or DBusConnectFailedException)
            {
                socket.Dispose();
                last = e as DBusConnectFailedException ?? new DBusConnectFailedException(e.Message, e);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw last ?? new DBusConnectFailedException("The address names no socket that could be connected to.");
    }

    private static async Task ConnectAsync(Socket socket, UnixDomainSocketEndPoint endPoint, CancellationToken cancellationToken)
    {
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            throw new DBusConnectFailedException(e.Message, e) { Socket = endPoint.ToString(), Failure = FailureOf(e.SocketErrorCode) };
        }
    }

    // The framework tells of a path that does not exist in the words for an address of the network that this machine does not have.
    private static DBusConnectFailure FailureOf(SocketError error) => error switch
    {
        SocketError.AddressNotAvailable => DBusConnectFailure.Missing,
        SocketError.ConnectionRefused => DBusConnectFailure.NobodyListens,
        SocketError.AccessDenied => DBusConnectFailure.Forbidden,
        _ => DBusConnectFailure.Other,
    };

    private void Begin(Socket socket)
    {
        lock (_gate)
        {
            if (_isEnded)
            {
                socket.Dispose();
                throw new DBusConnectionClosedException("The connection was disposed of.");
            }

            _socket = socket;
            _receiving = Task.Run(() => ReceiveAsync(socket), CancellationToken.None);
            _sending = Task.Run(() => SendAsync(socket), CancellationToken.None);
        }
    }

    private async Task<string> HelloAsync(CancellationToken cancellationToken)
    {
        using var writer = GetMessageWriter();
        writer.WriteMethodCallHeader(Bus, BusPath, Bus, "Hello");
        return await CallMethodAsync(
            writer.CreateMessage(), static (message, _) => message.GetBodyReader().ReadString(), timeout: ConnectLimit, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    private async Task EndAsync(Exception? reason)
    {
        Abort(reason);
        if (_socket is null) Finish();
        await _receiving.ConfigureAwait(false);
        await _sending.ConfigureAwait(false);
    }

    // The receive loop notices and ends, so that nobody is told of the end before what was received before it.
    private void Abort(Exception? reason)
    {
        lock (_gate)
        {
            if (_isEnded) return;
            _isEnded = true;
            _reason = reason;
        }

        _queue.Writer.TryComplete();
        _socket?.Dispose();
    }

    private void Finish()
    {
        var reason = _reason ?? new DBusConnectionClosedException("The connection was disposed of.");
        _pending.Close(reason);
        if (_reason is not null) _matches.Break(reason);
        _disconnected.TrySetResult(_reason);
    }
}
