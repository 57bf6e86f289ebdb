using System.Globalization;
using System.Text.Json;
using O2X.Vehicles.Decoding;
using O2X.Vehicles.Tracking;

namespace O2X.Vehicles.Tests.Tracking;

/// <summary>Two recorded journeys against the truth that they were made from.</summary>
public class LogTruthTests
{
    private sealed record Checkpoint(
        string Phase, decimal T, string Status, int Soc, decimal Odometer_km, int Range_km, string Rnd, bool Brake, int Speed);

    private sealed record Truth(string Vin, decimal Start, int Frames, string[] Events, Checkpoint[] Checkpoints);

    // The truth is of a moment; the frames that tell of it follow within two milliseconds.
    private static readonly long Round = TimeSpan.FromMilliseconds(5).Ticks;

    // As long as the engine waits for data before it takes the link for lost.
    private static readonly long Silence = TimeSpan.FromSeconds(5).Ticks;

    private static readonly JsonSerializerOptions Spelling = new() { PropertyNameCaseInsensitive = true };

    [Theory]
    [InlineData("ami-town-and-charge")]
    [InlineData("ami-noisy")]
    public void Agrees_with_the_truth_at_every_checkpoint(string name)
    {
        var truth = ReadTruth(name);
        var tracker = BeginLink();
        var checkpoints = new Queue<Checkpoint>(truth.Checkpoints);
        var cantCharge = 0;
        foreach (var (at, packet) in ReadLog(name))
        {
            while (checkpoints.TryPeek(out var next) && Ticks(next.T) + Round < at)
            {
                cantCharge += AdvanceTo(tracker, Ticks(next.T) + Round);
                AssertAgrees(checkpoints.Dequeue(), tracker.State);
            }

            cantCharge += AdvanceTo(tracker, at);
            cantCharge += CountCantCharge(tracker.Accept(packet, at));
            Plausible.Check(tracker.State);
        }

        Assert.Empty(checkpoints);
        Assert.Equal(truth.Events.Count(e => e == "cantCharge"), cantCharge);
        Assert.Equal(truth.Vin, tracker.HeardVin!.Full);
        Assert.Equal(truth.Frames, tracker.Counters.Packets);
    }

    [Fact]
    public void Tells_each_status_of_a_journey_once_in_its_turn()
    {
        var tracker = BeginLink();
        var told = new List<VehicleStatus>();
        var last = long.MaxValue;
        foreach (var (at, packet) in ReadLog("ami-town-and-charge"))
        {
            if (at - Silence > last)
            {
                Take(tracker.EndLink(last + Silence));
                tracker.BeginLink(PayloadKind.CanFrame, null, at);
            }

            last = at;
            while (tracker.NextDeadline <= at) Take(tracker.Advance(tracker.NextDeadline));
            Take(tracker.Accept(packet, at));
        }

        VehicleStatus[] journey = [VehicleStatus.Parked, VehicleStatus.Driving, VehicleStatus.Parked, VehicleStatus.Charging, VehicleStatus.Parked];
        VehicleStatus[] newLink = [VehicleStatus.Parked];
        Assert.Equal([.. journey, .. newLink], told);

        void Take(VehicleChanges changes)
        {
            if (changes.HasFlag(VehicleChanges.Status)) told.Add(tracker.State.Status);
        }
    }

    [Fact]
    public void Counts_what_is_invalid_in_each_log()
    {
        Assert.Equal(new DecodeCounters(8610, 0, 0, 0, 0, 0, 0, 0), Play("ami-town-and-charge"));

        var noisy = Play("ami-noisy");
        Assert.Equal(158, noisy.Remote);
        Assert.Equal(149, noisy.ErrorFrames);
        Assert.Equal(322, noisy.Malformed);
        Assert.Equal(159, noisy.Implausible);
    }

    private static DecodeCounters Play(string name)
    {
        var tracker = BeginLink();
        foreach (var (at, packet) in ReadLog(name)) tracker.Accept(packet, at);
        return tracker.Counters;
    }

    private static VehicleTracker BeginLink()
    {
        var tracker = new VehicleTracker();
        tracker.BeginLink(PayloadKind.CanFrame, null, 0);
        return tracker;
    }

    private static int AdvanceTo(VehicleTracker tracker, long now)
    {
        var told = 0;
        while (tracker.NextDeadline <= now) told += CountCantCharge(tracker.Advance(tracker.NextDeadline));
        return told;
    }

    private static int CountCantCharge(VehicleChanges changes) => changes.HasFlag(VehicleChanges.CantCharge) ? 1 : 0;

    private static void AssertAgrees(Checkpoint truth, in VehicleSnapshot state)
    {
        var said = new Checkpoint(
            truth.Phase,
            truth.T,
            Spell(state.Status),
            state.StateOfCharge ?? -1,
            state.Odometer ?? -1,
            state.RemainingRange ?? -1,
            Spell(state.Selector),
            state.ParkBrake == ParkBrakeStatus.Activated,
            state.Speed ?? -1);
        Assert.Equal(truth, said);
    }

    private static string Spell<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static Truth ReadTruth(string name) =>
        JsonSerializer.Deserialize<Truth>(File.ReadAllText(PathOf(name + ".truth.json")), Spelling)!;

    private static IEnumerable<(long At, byte[] Packet)> ReadLog(string name)
    {
        foreach (var line in File.ReadLines(PathOf(name + ".log")))
        {
            var parts = line.Split(' ');
            yield return (Ticks(decimal.Parse(parts[0].Trim('(', ')'), CultureInfo.InvariantCulture)), Frames.Of(parts[2]));
        }
    }

    private static long Ticks(decimal seconds) => (long)(seconds * TimeSpan.TicksPerSecond);

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Data", file);
}
