using System.Net.Sockets;
using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.DBus;
using O2X.Links.Gatt;
using O2X.Links.Time;

namespace O2X.Links.BlueZ.Central;

/// <summary>A link to a device: from before it is connected until it is closed. BlueZ's words reach it from the bus's thread.</summary>
internal sealed class BlueZLink : IGattBrowser
{
    private static readonly TimeSpan _closing = TimeSpan.FromSeconds(5);

    // An adapter that is switched off loses its links first, and says up to about a second later that it is off. Nothing tells before
    // then that it is not just this link: BlueZ answers from what it knows itself. Told this late, a loss is still told well before data
    // would be missed; the search for the vehicle begins this much later.
    private static readonly TimeSpan _waitForReason = TimeSpan.FromMilliseconds(1500);

    private readonly Lock _gate = new();
    private readonly Radio _radio;
    private readonly string _path;
    private readonly Sighting _sighting;
    private readonly ILinkSink _sink;
    private readonly List<NotifySocket> _sockets = [];
    private readonly HashSet<string> _signalled = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _resolved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private GattTable _table = GattTable.Empty;
    private LinkFault? _ended;
    private LinkFault? _suspected;
    private bool _isOpen;
    private bool _cacheIsWrong;
    private ITimer? _loss;
    private Task? _closed;

    public BlueZLink(Radio radio, object owner, Sighting sighting, ILinkSink sink)
    {
        _radio = radio;
        Owner = owner;
        _sighting = sighting;
        _sink = sink;
        _path = BlueZNames.DevicePath(radio.Path, sighting.Address);
    }

    /// <summary>Whose it is.</summary>
    public object Owner { get; }

    private BlueZBus Bus => _radio.Bus;

    /// <summary>Connects, and finds the services.</summary>
    /// <exception cref="LinkException">It did not come to a link; nothing is left connected.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CallAsync(BlueZCall.Connect(_path), "connecting", cancellationToken).ConfigureAwait(false);
            if (Bus.Objects.IsTrue(_path, BlueZNames.Device, "ServicesResolved")) _resolved.TrySetResult();
            await _resolved.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            lock (_gate)
            {
                if (_ended is { } fault) throw new LinkException(fault);
                _table = GattTable.Read(Bus.Objects, _path);
                _isOpen = true;
            }
        }
        catch
        {
            lock (_gate) _ended ??= new LinkFault(LinkLossReason.LocalRequest);
            await DisconnectAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public bool HasService(Guid service)
    {
        if (_table.HasService(service)) return true;
        // It advertises the service: what BlueZ remembers of it is of another firmware, or of another device that had its address.
        if (_sighting.ServiceUuids.Contains(service)) _cacheIsWrong = true;
        return false;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<GattService>> ListAsync(CancellationToken cancellationToken) => Task.FromResult(_table.Services);

    /// <inheritdoc/>
    public Task<byte[]> ReadAsync(Guid characteristic, CancellationToken cancellationToken) =>
        ReadAsync(BlueZCall.ReadValue(PathOf(characteristic)), Doing("reading", characteristic), cancellationToken);

    /// <inheritdoc/>
    public Task<byte[]> ReadAsync(int id, CancellationToken cancellationToken)
    {
        var (path, @interface) = _table.AttributeOf(id) ?? throw new LinkException(LinkLossReason.NotSupported, $"The device has no attribute with the handle {id}.");
        return ReadAsync(BlueZCall.ReadValue(path, @interface), $"reading the handle {id}", cancellationToken);
    }

    /// <inheritdoc/>
    public Task WriteAsync(Guid characteristic, ReadOnlyMemory<byte> value, CancellationToken cancellationToken) =>
        CallAsync(BlueZCall.WriteValue(PathOf(characteristic), value), Doing("writing", characteristic), cancellationToken);

    /// <inheritdoc/>
    public async Task SubscribeAsync(Guid characteristic, CancellationToken cancellationToken)
    {
        var path = PathOf(characteristic);
        var doing = Doing("subscribing to", characteristic);
        if (await TryAcquireAsync(path, doing, cancellationToken).ConfigureAwait(false) is { } socket)
        {
            Take(socket);
        }
        else
        {
            lock (_gate) _signalled.Add(path);
            await CallAsync(BlueZCall.StartNotify(path), doing, cancellationToken).ConfigureAwait(false);
        }

        // A device that notifies is the one that BlueZ remembers.
        _radio.TrustCacheOf(_sighting.Address);
    }

    /// <summary>Hears what BlueZ tells.</summary>
    public void OnChange(in ObjectChange change)
    {
        if (!change.Path.StartsWith(_path, StringComparison.Ordinal)) return;
        switch (change)
        {
            case { Kind: ChangeKind.Disconnected } when change.Path == _path:
                OnDisconnected(change.Properties["name"].AsText(), change.Properties["message"].AsText());
                break;
            case { Kind: ChangeKind.Removed, Interface: BlueZNames.Device } when change.Path == _path:
                Lose(new LinkFault(LinkLossReason.LinkLoss, "BlueZ forgot the device."));
                break;
            case { Kind: ChangeKind.Changed, Interface: BlueZNames.Device } when change.Path == _path:
                OnDevice(change.Properties);
                break;
            case { Kind: ChangeKind.Changed, Interface: BlueZNames.GattCharacteristic } when change.Properties.TryGetValue("Value", out var value):
                if (value.AsBytes() is { } packet && IsSignalled(change.Path)) Deliver(packet);
                break;
        }
    }

    /// <summary>Ends the link from the other side.</summary>
    public void Lose(LinkFault fault)
    {
        lock (_gate)
        {
            if (_ended is not null) return;
            _ended = fault;
            _loss?.Dispose();
            if (_isOpen) _sink.OnClosed(fault);
        }

        _resolved.TrySetException(new LinkException(fault));
        // Where nobody waits for it, it is nobody's concern.
        _ = _resolved.Task.Exception;
    }

    public ValueTask DisposeAsync()
    {
        lock (_gate) return new ValueTask(_closed ??= CloseAsync());
    }

    private static string Doing(string verb, Guid characteristic) => $"{verb} {characteristic}";

    private void OnDevice(IReadOnlyDictionary<string, VariantValue> changed)
    {
        if (changed.TryGetValue("Connected", out var connected) && connected.AsBool() == false) LoseSoon();
        else if (changed.TryGetValue("ServicesResolved", out var resolved) && resolved.AsBool() == true) _resolved.TrySetResult();
    }

    // That it was closed here is also said when the adapter is being switched off.
    private void OnDisconnected(string? name, string? message)
    {
        var fault = BlueZFaults.OfDisconnect(name, message);
        if (BlueZFaults.MayBeOfAdapter(name)) LoseSoon(fault);
        else Lose(fault);
    }

    private void LoseSoon() => LoseSoon(BlueZFaults.OfDisconnect(null, null));

    /// <summary>It is lost; a better reason that comes soon is told in place of the one given.</summary>
    private void LoseSoon(LinkFault fault)
    {
        lock (_gate)
        {
            if (_ended is not null) return;
            if (_suspected is null or { Reason: LinkLossReason.Unknown }) _suspected = fault;
            _loss ??= _radio.Clock.CreateTimer(_ => Lose(_suspected), null, _waitForReason, Timeout.InfiniteTimeSpan);
        }
    }

    private bool IsSignalled(string path)
    {
        lock (_gate) return _signalled.Contains(path);
    }

    private void Deliver(ReadOnlySpan<byte> packet)
    {
        // Two sockets and the bus may have something at the same time.
        lock (_gate)
        {
            if (_ended is null) _sink.TryWrite(packet, _radio.Clock.GetTicks());
        }
    }

    private async Task<Socket?> TryAcquireAsync(string path, string doing, CancellationToken cancellationToken)
    {
        try
        {
            return await Bus.CallAsync(BlueZCall.AcquireNotify(path), ReadSocket, cancellationToken).ConfigureAwait(false);
        }
        catch (DBusException problem) when (problem.ErrorName is BlueZErrors.NotPermitted or BlueZErrors.NotSupported or BlueZErrors.InProgress)
        {
            // Another program holds it, or this BlueZ does not offer it for the characteristic.
            return null;
        }
        catch (Exception problem) when (IsExpected(problem))
        {
            throw Failed(problem, doing);
        }
    }

    private static Socket? ReadSocket(Message message, object? state)
    {
        var reader = message.GetBodyReader();
        return reader.ReadHandle<SafeSocketHandle>() is { } handle ? new Socket(handle) : null;
    }

    private void Take(Socket socket)
    {
        lock (_gate)
        {
            if (_closed is null)
            {
                _sockets.Add(new NotifySocket(socket, Deliver, LoseSoon));
                return;
            }
        }

        socket.Dispose();
    }

    private string PathOf(Guid characteristic)
    {
        if (_table.PathOf(characteristic) is { } path) return path;
        _cacheIsWrong = true;
        throw new LinkException(LinkLossReason.NotSupported, $"The dongle has no characteristic {characteristic}.");
    }

    private Task<byte[]> ReadAsync(BlueZCall call, string doing, CancellationToken cancellationToken) =>
        CallAsync(call, static (message, _) => message.GetBodyReader().ReadArrayOfByte(), doing, cancellationToken);

    private Task<bool> CallAsync(BlueZCall call, string doing, CancellationToken cancellationToken) =>
        CallAsync(call, static (_, _) => true, doing, cancellationToken);

    private async Task<T> CallAsync<T>(BlueZCall call, MessageValueReader<T> reader, string doing, CancellationToken cancellationToken)
    {
        if (_ended is { } ended) throw new LinkException(ended);
        try
        {
            return await Bus.CallAsync(call, reader, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception problem) when (IsExpected(problem))
        {
            throw Failed(problem, doing);
        }
    }

    private LinkException Failed(Exception problem, string doing)
    {
        // The link's own end says more than that a call on it failed.
        var fault = _ended is { Reason: not LinkLossReason.Unknown } ended ? ended : BlueZFaults.Of(problem, doing);
        if (BlueZFaults.ShowsStaleCache(fault)) _cacheIsWrong = true;
        return new LinkException(fault, problem);
    }

    private static bool IsExpected(Exception problem) =>
        problem is DBusException or DBusConnectionClosedException or DBusProtocolException or TimeoutException;

    private async Task CloseAsync()
    {
        bool mayBeConnected;
        NotifySocket[] sockets;
        lock (_gate)
        {
            mayBeConnected = _ended is null || Bus.Objects.IsTrue(_path, BlueZNames.Device, "Connected");
            _ended ??= new LinkFault(LinkLossReason.LocalRequest);
            sockets = [.. _sockets];
            _loss?.Dispose();
        }

        foreach (var socket in sockets) await socket.DisposeAsync().ConfigureAwait(false);
        if (mayBeConnected || _cacheIsWrong) await DisconnectAsync().ConfigureAwait(false);
        _radio.Forget(this);
    }

    private async Task DisconnectAsync()
    {
        if (_radio.Ended is not null) return;
        var forgets = _cacheIsWrong && _radio.MayClearCacheOf(_sighting.Address);
        var call = forgets ? BlueZCall.RemoveDevice(_radio.Path, _path) : BlueZCall.Disconnect(_path);
        try
        {
            await Bus.CallAsync(call with { Timeout = _closing }, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception problem) when (IsExpected(problem))
        {
            // It is not connected any more, or BlueZ is gone and with it the link.
        }
    }
}
