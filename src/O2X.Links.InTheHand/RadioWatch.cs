using O2X.Links.InTheHand.Radio;

namespace O2X.Links.InTheHand;

/// <summary>
/// Keeps whether the radio is usable. It is asked again when it tells of a change and, while it is not usable, now and then: where there
/// is no adapter, being told of changes ends the process on Windows.
/// </summary>
internal sealed class RadioWatch : IDisposable
{
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private static readonly TransportState _pairsFirst = new(
        Availability.Unsuitable,
        "On Linux this library pairs with whatever it connects to, and an open dongle refuses that.",
        "Use BlueZTransport of O2X.Links.BlueZ (the source ble).");

    private static readonly TransportState _off = new(
        Availability.Off, "Bluetooth is off, not there, or not permitted.", "Switch Bluetooth on, and allow the app to use it.");

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _disposed = new();
    private readonly IRadio _radio;
    private readonly BoundedCalls _calls;
    private readonly Action<LinkFault> _ended;
    private readonly TransportStateSource _state;
    private readonly ITimer? _timer;
    private readonly Task _first = Task.CompletedTask;
    private TransportState _current;
    private IDisposable? _watch;
    private long _asked;

    /// <summary>Begins to ask. Until the first answer the radio is taken to be usable.</summary>
    /// <param name="radio">The radio.</param>
    /// <param name="calls">How it is called.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="ended">Called when it becomes unusable, before that is told.</param>
    public RadioWatch(IRadio radio, BoundedCalls calls, TimeProvider clock, Action<LinkFault> ended)
    {
        (_radio, _calls, _ended) = (radio, calls, ended);
        _current = radio.PairsFirst ? _pairsFirst : TransportState.On;
        _state = new TransportStateSource(_current);
        if (radio.PairsFirst) return;
        _timer = clock.CreateTimer(static self => ((RadioWatch)self!).Tick(), this, Interval, Interval);
        _first = LookAgainAsync();
    }

    public IObservable<TransportState> State => _state;

    /// <summary>Waits for the first answer.</summary>
    /// <exception cref="LinkException">The radio is not usable.</exception>
    public async Task ThrowIfUnusableAsync(CancellationToken cancellationToken)
    {
        await _first.WaitAsync(cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, typeof(InTheHandTransport));
            if (_current.Availability != Availability.On) throw new LinkException(FaultOf(_current));
        }
    }

    /// <summary>Asks anew and tells what was answered. Never fails.</summary>
    public async Task LookAgainAsync()
    {
        var asked = Interlocked.Increment(ref _asked);
        TransportState state;
        try
        {
            state = await _calls.RunAsync("Asking for Bluetooth", _radio.IsAvailableAsync, _disposed.Token).ConfigureAwait(false)
                ? TransportState.On
                : _off;
        }
        catch (LinkException e)
        {
            state = new TransportState(
                e.Fault.Reason == LinkLossReason.PermissionMissing ? Availability.NoPermission : Availability.Off, e.Fault.Detail, e.Fault.Advice ?? _off.Advice);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        Tell(asked, state);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed.IsCancellationRequested) return;
            _timer?.Dispose();
            _watch?.Dispose();
            _watch = null;
        }

        _disposed.Cancel();
        _state.Complete();
    }

    private void Tick()
    {
        lock (_gate)
        {
            if (_current.Availability == Availability.On) return;
        }

        _ = LookAgainAsync();
    }

    // An answer that was overtaken by a newer question says nothing.
    private void Tell(long asked, TransportState state)
    {
        lock (_gate)
        {
            if (_disposed.IsCancellationRequested || asked != Interlocked.Read(ref _asked)) return;
            _current = state;
            if (state.Availability == Availability.On) _watch ??= _radio.WatchAvailability(() => _ = LookAgainAsync());
            else _ended(FaultOf(state));
            _state.Publish(state);
        }
    }

    private static LinkFault FaultOf(TransportState state) => new(
        state.Availability switch
        {
            Availability.NoPermission => LinkLossReason.PermissionMissing,
            Availability.Unsuitable => LinkLossReason.NotSupported,
            _ => LinkLossReason.AdapterOff,
        },
        state.Detail, state.Advice);
}
