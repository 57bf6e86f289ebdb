using O2X.Simulator;
using O2X.TestKit;
using O2X.Vehicles;

namespace O2X.Actors.Tests.Faults;

/// <summary>Watches the streams of an engine during a random walk, each element at the moment at which it is told.</summary>
internal sealed class WalkWitness
{
    private readonly SimulatedBench _bench;
    private LinkState _state;
    private long _since;
    private long _sequence;

    public WalkWitness(SimulatedBench bench)
    {
        _bench = bench;
        _since = bench.Clock.GetTimestamp();
        bench.Engine.Link.Subscribe(Look);
        bench.Engine.Information.Subscribe(Look);
        bench.Engine.Events.Subscribe(Look);
    }

    /// <summary>The first thing that was not as it must be.</summary>
    public string? Complaint { get; private set; }

    /// <summary>Whether <c>receivedAt</c> may have stepped back.</summary>
    public bool ClockWasSet { get; set; }

    /// <summary>Nothing is pending beyond its timeout.</summary>
    public void AssertNotTooLong() => Require(SinceSeconds <= Longest(_state), $"{_state} has lasted {SinceSeconds} s.");

    private double SinceSeconds => TimeSpan.FromTicks(_bench.Clock.GetTimestamp() - _since).TotalSeconds;

    // Without end are those in which the next move is somebody else's.
    private static double Longest(LinkState state) => state switch
    {
        LinkState.Connecting => 10,
        LinkState.Verifying => 20,
        LinkState.Closing or LinkState.Stale => 5,
        LinkState.Backoff => 75,
        _ => double.MaxValue,
    };

    private void Look(LinkReport report)
    {
        if (report.InvalidData is not null || report.State == _state) return;
        AssertNotTooLong();
        (_state, _since) = (report.State, _bench.Clock.GetTimestamp());
    }

    private void Look(VehicleSnapshot snapshot)
    {
        Require(snapshot.Sequence >= _sequence, $"Information {snapshot.Sequence} after {_sequence}.");
        _sequence = snapshot.Sequence;
        Require(snapshot.Vin == SimulatedWorld.DefaultVin, "Information of another vehicle.");
        Require(snapshot.StateOfCharge is null or (>= 0 and <= 100), $"A charge of {snapshot.StateOfCharge} %.");
        if (_bench.Engine.LastInformation is { } last)
            Require(ClockWasSet || last.ReceivedAt >= snapshot.ReceivedAt, $"A query shows {last.ReceivedAt:O} after {snapshot.ReceivedAt:O} was told.");
    }

    private void Look(VehicleEvent happened)
    {
        if (happened.Kind == VehicleEventKind.Disconnected)
            Require(_bench.State != LinkState.Ready, "A query shows a link that is ready after its loss was told.");
        else
            Require(happened.Kind == VehicleEventKind.CantCharge && happened.Fault is null, $"{happened} was told.");
    }

    private void Require(bool isSo, string complaint)
    {
        if (!isSo) Complaint ??= complaint;
    }
}
