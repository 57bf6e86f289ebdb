using O2X.Actors.Storage;
using O2X.Links;
using O2X.Links.Time;
using O2X.TestKit;

namespace O2X.Actors.Tests.Diagnostics;

/// <summary>A machine that starts without knowing the time, and is told it while the vehicle is linked.</summary>
public class ClockSynchronisationSpecs
{
    private readonly ToldClock _clock = new();

    [Fact]
    public async Task Marks_information_until_the_clock_is_synchronised()
    {
        await using var bench = Bench(TransportKind.Bus);
        var link = await bench.BecomeReadyAsync();
        Assert.True(bench.Information.Last.IsReceivedAtUnsynchronised);
        Assert.True(bench.Status.Last.IsReceivedAtUnsynchronised);
        Assert.True(bench.Engine.LastInformation!.ReceivedAtUnsynchronised);
        Assert.False(bench.Engine.Diagnose().IsClockSynchronised);

        bench.Clock.SetUtcNow(EngineBench.Start.AddDays(40));
        _clock.IsSynchronised = true;
        bench.Pass(1);
        link.Everything();

        Assert.False(bench.Information.Last.IsReceivedAtUnsynchronised);
        Assert.Equal(EngineBench.Start.AddDays(40).AddSeconds(1), bench.Engine.LastInformation!.ReceivedAt);
        Assert.False(bench.Engine.LastInformation.ReceivedAtUnsynchronised);
        Assert.True(bench.Engine.Diagnose().IsClockSynchronised);
    }

    [Fact]
    public async Task Loses_nothing_when_the_clock_is_told_the_time()
    {
        await using var bench = Bench(TransportKind.Bus);
        var link = await bench.BecomeReadyAsync();
        bench.Pass(2);

        bench.Clock.SetUtcNow(EngineBench.Start.AddDays(40));
        Assert.Equal(TimeSpan.FromSeconds(2), bench.Engine.Diagnose().DataAge);
        bench.Pass(2);
        link.Everything();
        bench.Pass(4);

        Assert.Equal(LinkState.Ready, bench.State);
        Assert.Empty(bench.Events.Items);
        bench.Pass(2);
        Assert.NotEqual(LinkState.Ready, bench.State);
    }

    [Fact]
    public async Task Keeps_the_mark_over_a_restart()
    {
        var store = new MemoryVehicleStore();
        await using (var first = Bench(TransportKind.Bus, store)) await first.BecomeReadyAsync();
        _clock.IsSynchronised = true;

        await using var second = Bench(TransportKind.Bus, store);

        Assert.True(second.Engine.LastInformation!.ReceivedAtUnsynchronised);
    }

    [Theory]
    [InlineData(TransportKind.Log)]
    [InlineData(TransportKind.Simulator)]
    public async Task Never_doubts_a_source_with_a_time_of_its_own(TransportKind kind)
    {
        await using var bench = Bench(kind);
        await bench.BecomeReadyAsync();

        Assert.False(bench.Information.Last.IsReceivedAtUnsynchronised);
        Assert.True(bench.Engine.Diagnose().IsClockSynchronised);
        Assert.Equal(0, _clock.Asked);
    }

    [Fact]
    public void Asks_the_machine_only_about_the_clock_of_the_system()
    {
        var options = new EngineOptions();
        Assert.Same(ClockSynchronisation.Trusted, options.SynchronisationOf(new ScriptedTransport(new VirtualClock(EngineBench.Start))));
        Assert.Same(ClockSynchronisation.OfMachine, options.SynchronisationOf(new OfSystem(TransportKind.Bluetooth)));
        Assert.Same(ClockSynchronisation.Trusted, options.SynchronisationOf(new OfSystem(TransportKind.Simulator)));
        Assert.Same(_clock, (options with { ClockSynchronisation = _clock }).SynchronisationOf(new OfSystem(TransportKind.Bluetooth)));
    }

    [Fact]
    public async Task Asks_once_a_batch_at_most()
    {
        await using var bench = Bench(TransportKind.Bus);
        var link = await bench.BecomeReadyAsync();
        var before = _clock.Asked;

        bench.Clock.Executor.Run(() =>
        {
            for (var i = 0; i < 100; i++) link.Battery();
        });

        Assert.InRange(_clock.Asked - before, 1, 30);
    }

    private EngineBench Bench(TransportKind kind, MemoryVehicleStore? store = null) =>
        new(new EngineOptions { Seed = 1, ClockSynchronisation = _clock, AllowUnverifiedVin = true, Store = store ?? new MemoryVehicleStore() }, kind);

    private sealed class OfSystem(TransportKind kind) : ILinkTransport
    {
        public TransportInfo Info { get; } = new("test", kind);

        public TimeProvider Clock => TimeProvider.System;

        public IObservable<TransportState> State => throw new NotSupportedException();

        public Task<IAsyncDisposable> StartScanAsync(ScanFilter filter, IScanSink sink, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<ILink> ConnectAsync(Sighting sighting, ILinkSink sink, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class ToldClock : IClockSynchronisation
    {
        private bool _isSynchronised;

        public int Asked { get; private set; }

        public bool IsSynchronised
        {
            get
            {
                Asked++;
                return _isSynchronised;
            }
            set => _isSynchronised = value;
        }
    }
}
