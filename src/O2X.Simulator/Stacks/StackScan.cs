using O2X.Links;
using O2X.Links.Time;

namespace O2X.Simulator.Stacks;

/// <summary>A scan of the radio's, as a stack tells of it.</summary>
internal sealed class StackScan(VirtualStack stack, IScanSink sink) : IScanSink, IAsyncDisposable
{
    private static readonly LinkFault EndedByItself = new(LinkLossReason.Unknown, "The simulated stack ended the scan.");

    private readonly Lock _gate = new();
    private IAsyncDisposable? _scan;
    private Sighting? _last;
    private bool _isSilent;

    /// <summary>The radio listens.</summary>
    public void Begin(IAsyncDisposable scan)
    {
        _scan = scan;
        stack.ScansEnd += EndByItself;
        if (stack.Has(StackTrouble.EndsScans)) EndByItself();
    }

    public void OnSighting(Sighting sighting)
    {
        lock (_gate)
        {
            _last = sighting;
            if (_isSilent) return;
            sink.OnSighting(sighting);
            if (stack.Has(StackTrouble.DoublesCallbacks)) sink.OnSighting(sighting);
        }
    }

    public void OnEnded(LinkFault fault)
    {
        lock (_gate)
        {
            if (_isSilent) return;
            _isSilent = true;
            sink.OnEnded(fault);
            if (stack.Has(StackTrouble.DoublesCallbacks)) sink.OnEnded(fault);
        }
    }

    public ValueTask DisposeAsync()
    {
        if (!stack.Has(StackTrouble.Throws)) return new ValueTask(StopAsync());
        // It throws, and yet nothing stays open: whoever throws for ever could not be told from a leak.
        _ = StopAsync();
        stack.ThrowIfBroken();
        return ValueTask.CompletedTask;
    }

    private async Task StopAsync()
    {
        await stack.MayCloseAsync().ConfigureAwait(false);
        stack.ScansEnd -= EndByItself;
        lock (_gate)
        {
            if (!_isSilent) stack.CallLate(SpeakLate);
            _isSilent = true;
        }

        await _scan!.DisposeAsync().ConfigureAwait(false);
    }

    private void EndByItself() => OnEnded(EndedByItself);

    private void SpeakLate()
    {
        lock (_gate)
        {
            if (_last is { } sighting) sink.OnSighting(sighting with { Timestamp = stack.Clock.GetTicks() });
            sink.OnEnded(EndedByItself);
        }
    }
}
