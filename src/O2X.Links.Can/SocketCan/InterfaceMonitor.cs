using System.Net.Sockets;

namespace O2X.Links.Can.SocketCan;

/// <summary>Keeps the state of one interface, as the kernel announces its changes.</summary>
internal sealed class InterfaceMonitor : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly SocketCanOptions _options;
    private readonly InterfaceTracker _tracker;
    private readonly byte[] _datagram = new byte[RtnlSocket.MaxDatagram];
    private readonly TransportStateSource _state;
    private readonly RtnlSocket? _socket;
    private readonly Task _watching = Task.CompletedTask;
    private SocketException? _noCan = CanSocket.Probe();
    private bool _isListing, _isListOutdated, _isOver;
    private TaskCompletionSource? _look;
    private volatile Situation _current;
    private volatile bool _disposed;

    /// <summary>Opens, and knows the state when it returns.</summary>
    public InterfaceMonitor(SocketCanOptions options)
    {
        _options = options;
        _tracker = new InterfaceTracker(options.InterfaceName);
        try
        {
            _socket = RtnlSocket.Open();
            RequestList(_socket);
            while (_isListing) Take(_socket, _datagram.AsSpan(0, _socket.Receive(_datagram)));
            _current = Judge(_tracker.Link);
        }
        catch (SocketException e)
        {
            _socket?.Dispose();
            _socket = null;
            _current = Blind(e);
        }

        _state = new TransportStateSource(_current.State);
        if (_socket is not null) _watching = Task.Run(() => WatchAsync(_socket));
    }

    /// <summary>The state; see <see cref="ILinkTransport.State"/>.</summary>
    public IObservable<TransportState> State => _state;

    /// <summary>The state, and the interface's number where it is usable.</summary>
    /// <exception cref="ObjectDisposedException">The watch has ended.</exception>
    public Situation Current
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _current;
        }
    }

    /// <summary>
    /// Asks the kernel anew; ends when the state tells what it answered. A CAN socket hears that its interface went down before the watch
    /// does: whoever is told so by a socket is not to find the state saying otherwise.
    /// </summary>
    public Task LookAgainAsync()
    {
        lock (_gate)
        {
            if (_isOver || _disposed || _socket is null) return Task.CompletedTask;

            // Through the watch's own socket: an answer on another one would overtake changes that the watch has yet to tell.
            _look ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            try
            {
                RequestList(_socket);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                EndLook();
                return Task.CompletedTask;
            }

            return _look.Task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        _socket?.Dispose();
        await _watching.ConfigureAwait(false);
        _state.Complete();
    }

    private async Task WatchAsync(RtnlSocket socket)
    {
        try
        {
            while (!_disposed) await TakeNextAsync(socket).ConfigureAwait(false);
        }
        catch (Exception e) when (_disposed && e is SocketException or ObjectDisposedException)
        {
            // Disposing of the socket is how the watch is ended.
        }
        catch (SocketException e)
        {
            lock (_gate) Tell(Blind(e));
        }
        finally
        {
            lock (_gate)
            {
                _isOver = true;
                EndLook();
            }
        }
    }

    private async ValueTask TakeNextAsync(RtnlSocket socket)
    {
        try
        {
            var length = await socket.ReceiveAsync(_datagram).ConfigureAwait(false);
            lock (_gate)
            {
                Take(socket, _datagram.AsSpan(0, length));
                Tell(Judge(_tracker.Link));
                if (!_isListing) EndLook();
            }
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.NoBufferSpaceAvailable)
        {
            // More changed at once than the socket holds: some were lost, so that the whole is asked for.
            lock (_gate) RequestList(socket);
        }
    }

    private void Take(RtnlSocket socket, ReadOnlySpan<byte> datagram)
    {
        var progress = _tracker.Accept(datagram);
        if (progress == ListProgress.Refused) throw new SocketException((int)SocketError.AccessDenied);
        if (progress == ListProgress.Open) return;

        _isListing = false;
        if (progress == ListProgress.Spoilt || _isListOutdated) RequestList(socket);
    }

    private void RequestList(RtnlSocket socket)
    {
        // The kernel tells one list at a time to a socket; one that is on its way may be older than the wish for it.
        _isListOutdated = _isListing;
        if (_isListing) return;

        _isListing = true;
        _tracker.BeginList();
        socket.RequestList();
    }

    private void EndLook()
    {
        _look?.SetResult();
        _look = null;
    }

    private void Tell(Situation situation)
    {
        _current = situation;
        _state.Publish(situation.State);
    }

    private Situation Judge(RtnlLink? link)
    {
        // CAN may come to a kernel while this runs: its first interface is a reason to look again.
        if (_noCan is not null) _noCan = CanSocket.Probe();

        var state = _noCan is null || link is { IsCan: false }
            ? InterfaceAssessment.Assess(_options, link)
            : CanFaults.Unusable(_noCan, _options.InterfaceName);
        return new Situation(state, link?.Index ?? 0);
    }

    private Situation Blind(SocketException e) => new(CanFaults.Unwatchable(e, _options.InterfaceName), 0);
}

/// <summary>The state of an interface.</summary>
/// <param name="State">Whether it is usable.</param>
/// <param name="Index">Its number in the kernel; 0 when there is none.</param>
internal sealed record Situation(TransportState State, int Index);
