using O2X.Links.Gatt;
using O2X.Links.InTheHand.Radio;
using O2X.Links.Time;

namespace O2X.Links.InTheHand;

/// <summary>
/// One connection to a device. It ends once: by its user, by the stack's word, or with the radio. What the stack tells afterwards counts
/// for nothing, and the device is disconnected at once, because Windows would connect to it again by itself.
/// </summary>
internal sealed class InTheHandLink : IGattBrowser, IOpened
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly IPeripheral _device;
    private readonly BoundedCalls _calls;
    private readonly TimeProvider _clock;
    private readonly ILinkSink _sink;
    private readonly Func<Task> _lookAgain;
    private readonly Dictionary<IRemoteCharacteristic, IDisposable> _listening = [];
    private GattTable _table = GattTable.Empty;
    private LinkFault? _fault;
    private Task _closing = Task.CompletedTask;
    private bool _isOpen;
    private bool _isLost;

    /// <summary>Makes a link that is not open yet.</summary>
    /// <param name="device">What to connect to.</param>
    /// <param name="calls">How it is called.</param>
    /// <param name="clock">What packets are stamped with.</param>
    /// <param name="sink">Takes the packets and the loss.</param>
    /// <param name="lookAgain">Sees whether the radio is still there, and ends what is open when it is not.</param>
    public InTheHandLink(IPeripheral device, BoundedCalls calls, TimeProvider clock, ILinkSink sink, Func<Task> lookAgain) =>
        (_device, _calls, _clock, _sink, _lookAgain) = (device, calls, clock, sink, lookAgain);

    public event Action<IOpened>? Closed;

    /// <summary>Connects and finds the services. Whatever comes of it, the link is to be disposed of.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        _device.Lost += OnLost;
        await StepAsync("Connecting", _device.ConnectAsync, cancellationToken, _device.Disconnect).ConfigureAwait(false);
        if (!_device.IsConnected)
            throw new LinkException(LinkLossReason.ConnectTimeout, "The device did not answer.", "Come closer to the vehicle, or see that nobody else is connected to it.");
        var services = await StepAsync("Finding the services", _device.DiscoverAsync, cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            if (_fault is { } fault) throw new LinkException(fault);
            _table = new GattTable(services);
            _isOpen = true;
        }
    }

    public bool HasService(Guid service) => _table.HasService(service);

    public Task<byte[]> ReadAsync(Guid characteristic, CancellationToken cancellationToken) =>
        ReadAsync(_table.Characteristic(characteristic, GattFlags.Read), cancellationToken);

    public Task<byte[]> ReadAsync(int id, CancellationToken cancellationToken) => ReadAsync(_table.Value(id), cancellationToken);

    public Task WriteAsync(Guid characteristic, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        var found = _table.Characteristic(characteristic, GattFlags.Write);
        return StepAsync($"Writing {characteristic}", () => found.WriteAsync(value.ToArray()), cancellationToken);
    }

    public async Task SubscribeAsync(Guid characteristic, CancellationToken cancellationToken)
    {
        var found = _table.Characteristic(characteristic, GattFlags.Notify | GattFlags.Indicate);
        lock (_gate)
        {
            if (_fault is { } fault) throw new LinkException(fault);
            if (_listening.ContainsKey(found)) return;
            // Before they are turned on, or the first ones are lost.
            _listening.Add(found, found.Listen(OnNotified));
        }

        try
        {
            await StepAsync($"Turning on the notifications of {characteristic}", found.StartNotificationsAsync, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            lock (_gate)
            {
                if (_listening.Remove(found, out var listening)) listening.Dispose();
            }

            throw;
        }
    }

    public async Task<IReadOnlyList<GattService>> ListAsync(CancellationToken cancellationToken)
    {
        foreach (var characteristic in _table.WithoutDescriptors)
        {
            var found = await StepAsync($"Finding the descriptors of {characteristic.Uuid}", characteristic.DescriptorsAsync, cancellationToken).ConfigureAwait(false);
            _table.Describe(characteristic, found);
        }

        return _table.List();
    }

    public void End(LinkFault fault)
    {
        lock (_gate)
        {
            if (_fault is not null) return;
            _fault = fault;
            foreach (var listening in _listening.Values) listening.Dispose();
            _listening.Clear();
            if (_isOpen && fault.Reason != LinkLossReason.LocalRequest) _sink.OnClosed(fault);
            _device.Lost -= OnLost;
            _closing = CloseAsync();
        }

        _ending.Cancel();
        Closed?.Invoke(this);
    }

    public async ValueTask DisposeAsync()
    {
        End(new LinkFault(LinkLossReason.LocalRequest));
        await _closing.ConfigureAwait(false);
    }

    // A radio that goes takes its links with it, and the stack tells of the links first.
    private void OnLost()
    {
        lock (_gate)
        {
            if (_isLost) return;
            _isLost = true;
        }

        _ = EndAsync();

        async Task EndAsync()
        {
            await _lookAgain().ConfigureAwait(false);
            End(new LinkFault(LinkLossReason.LinkLoss));
        }
    }

    // Notifications may come on several threads, and after they were turned off.
    private void OnNotified(byte[]? value)
    {
        lock (_gate)
        {
            if (!_isLost && _fault is null && value is { Length: > 0 }) _sink.TryWrite(value, _clock.GetTicks());
        }
    }

    private async Task<byte[]> ReadAsync(IRemoteValue value, CancellationToken cancellationToken) =>
        await StepAsync($"Reading {value.Uuid}", value.ReadAsync, cancellationToken).ConfigureAwait(false)
        ?? throw new LinkException(LinkLossReason.ProtocolError, $"The device did not give the value of {value.Uuid}.");

    private Task<bool> StepAsync(string what, Func<Task> step, CancellationToken cancellationToken, Action? late = null) =>
        StepAsync(
            what,
            async () =>
            {
                await step().ConfigureAwait(false);
                return true;
            },
            cancellationToken,
            _ => late?.Invoke());

    private async Task<T> StepAsync<T>(string what, Func<Task<T>> step, CancellationToken cancellationToken, Action<T>? late = null)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ending.Token);
        try
        {
            return await _calls.RunAsync(what, step, either.Token, late).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LinkException(_fault ?? new LinkFault(LinkLossReason.LocalRequest));
        }
    }

    private async Task CloseAsync()
    {
        try
        {
            await _calls.RunAsync(
                "Disconnecting",
                () =>
                {
                    _device.Disconnect();
                    return Task.CompletedTask;
                },
                CancellationToken.None).ConfigureAwait(false);
        }
        catch (LinkException)
        {
            // It cannot be closed better than that.
        }
    }
}
