using O2X.Links.Can.Log;
using O2X.Vehicles.Can;

namespace O2X.Links.Can.Tests.Log;

/// <summary>
/// Scans, connects at the first sighting and writes down every call with the time of the clock. Has room for so many packets, and
/// makes room again when it is waited for.
/// </summary>
internal sealed class RecordingListener : IScanSink, ILinkSink
{
    private readonly LogTransport _transport;
    private readonly int _room;
    private readonly List<string> _calls = [];
    private readonly TaskCompletionSource<LinkFault> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _full = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<int, Action> _atCall = [];
    private IAsyncDisposable? _scan;
    private int _free;

    public RecordingListener(LogTransport transport, int room = int.MaxValue) => (_transport, _room, _free) = (transport, room, room);

    /// <summary>Connect at the first sighting.</summary>
    public bool Connects { get; init; } = true;

    /// <summary>Make room when waited for.</summary>
    public bool MakesRoom { get; init; } = true;

    /// <summary>Completes when there was no room and none is made.</summary>
    public Task FullAsync() => _full.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public ILink? Link { get; private set; }

    public IReadOnlyList<string> Calls => _calls;

    public int Refused { get; private set; }

    /// <summary>Does something within the call with a number, from 1.</summary>
    public RecordingListener At(int call, Action action)
    {
        _atCall.Add(call, action);
        return this;
    }

    /// <summary>Starts the scan on the line of execution, as an engine does: no sighting overtakes the scan's handle.</summary>
    public Task StartAsync()
    {
        Task<IAsyncDisposable>? starting = null;
        _transport.Clock.Executor.Run(() =>
        {
            starting = _transport.StartScanAsync(ScanFilter.Any, this, CancellationToken.None);
            if (starting.IsCompletedSuccessfully) _scan = starting.Result;
        });
        return starting!;
    }

    /// <summary>Completes when the log, or what listens to it, ends. The limit is there to fail instead of hanging.</summary>
    public Task<LinkFault> EndedAsync() => _ended.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public async Task<LinkFault> PlayAsync()
    {
        await StartAsync();
        return await EndedAsync();
    }

    /// <summary>Closes the link.</summary>
    public void Close() => Assert.True(Link!.DisposeAsync().AsTask().IsCompleted);

    public void Note(string what)
    {
        Assert.True(_transport.Clock.Executor.IsCurrent);
        _calls.Add($"{_transport.Clock.GetTimestamp() / TimeSpan.TicksPerMillisecond} {what}");
        if (_atCall.TryGetValue(_calls.Count, out var action)) action();
    }

    public void OnSighting(Sighting sighting)
    {
        Note($"sighting {sighting.Address} {sighting.Name} {sighting.IsBus} {sighting.Timestamp / TimeSpan.TicksPerMillisecond}");
        if (Connects && Link is null) _transport.Clock.Executor.Post(new Connecting(this, sighting));
    }

    public void OnEnded(LinkFault fault) => End("scan ended", fault);

    public bool TryWrite(ReadOnlySpan<byte> packet, long timestamp)
    {
        if (_free == 0)
        {
            Refused++;
            return false;
        }

        _free--;
        // A decoder moves the clock from packet to packet.
        Assert.InRange(timestamp, _transport.Clock.GetTimestamp(), long.MaxValue);
        _transport.Clock.AdvanceTo(timestamp);
        Note(CanFrame.TryRead(packet, out var frame) ? $"{frame.RawId:X3} {frame.Length} {frame.Bits:X}" : $"{packet.Length} bytes");
        return true;
    }

    public ValueTask<bool> DrainedAsync(CancellationToken cancellationToken)
    {
        Assert.False(_transport.Clock.Executor.IsCurrent);
        if (!MakesRoom && _free == 0)
        {
            var never = new TaskCompletionSource<bool>();
            cancellationToken.Register(() => never.TrySetCanceled(cancellationToken));
            _full.TrySetResult();
            return new ValueTask<bool>(never.Task);
        }

        _free = _room;
        return ValueTask.FromResult(true);
    }

    public void OnClosed(LinkFault fault) => End("closed", fault);

    private void End(string what, LinkFault fault)
    {
        Note($"{what} {fault.Reason}");
        _ended.TrySetResult(fault);
    }

    private sealed class Connecting(RecordingListener listener, Sighting sighting) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            Assert.True(listener._scan!.DisposeAsync().AsTask().IsCompleted);
            listener.Link = listener.Connect(sighting);
        }
    }

    private ILink Connect(Sighting sighting)
    {
        var connecting = _transport.ConnectAsync(sighting, this, CancellationToken.None);
        Assert.True(connecting.IsCompleted);
        return connecting.Result;
    }
}
