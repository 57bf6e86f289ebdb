using CsCheck;
using O2X.Vehicles.Ami;
using O2X.Vehicles.Decoding;
using O2X.Vehicles.Tracking;

namespace O2X.Vehicles.Tests.Tracking;

public class VehicleTrackerPropertyTests
{
    private sealed record Step(long Pause, byte[] Packet);

    private static readonly Gen<byte[]> AnyFrame = Gen.Select(
        Gen.Int[0, AmiCatalogue.Ids.Length - 1], Gen.Byte.Array[0, 8], (i, data) => Frames.Raw(AmiCatalogue.Ids[i], data));

    // Few values, so that the same ones meet often enough for something to be told.
    private static readonly Gen<byte[]> LikelyFrame = Gen.OneOf(
        Gen.Int[0, 1].Select(flows => Frames.Battery(flows * 30)),
        Gen.Int[0, 1].Select(moves => Frames.Motion(8626.9, moves * 20)),
        Gen.Select(Gen.Int[0, 3], Gen.Bool, Gen.Bool, (s, ready, brake) => Frames.Display((Selector)s, ready, brake)),
        Gen.Bool.Select(asks => Frames.Charger(asks ? 7200 : null)));

    private static readonly Gen<Step[]> Journey = Gen.Select(
        Gen.Frequency((6, Gen.Long[0, Seconds.Ticks(0.5)]), (1, Gen.Long[0, Seconds.Ticks(8)])),
        Gen.Frequency((8, LikelyFrame), (1, AnyFrame), (1, Gen.Byte.Array[0, 20])),
        (pause, packet) => new Step(pause, packet)).Array[0, 200];

    private static readonly Gen<TrackerOptions> AnyOptions = Gen.Int[0, 3000].Select(
        change => new TrackerOptions { ChangeStatus = TimeSpan.FromMilliseconds(change) });

    [Fact]
    public void Never_throws_nor_takes_an_impossible_value() =>
        Gen.Select(AnyOptions, Journey).Sample((options, journey) =>
        {
            var tracker = Begin(options);
            var now = 0L;
            foreach (var step in journey)
            {
                now += step.Pause;
                tracker.Accept(step.Packet, now);
                Plausible.Check(tracker.State);
                Assert.True(tracker.NextDeadline > now);
            }
        });

    [Fact]
    public void Comes_to_the_same_whether_time_is_let_pass_by_steps_or_at_once() =>
        Gen.Select(AnyOptions, Journey).Sample((options, journey) =>
        {
            var stepped = Begin(options);
            var leaping = Begin(options);
            var now = 0L;
            foreach (var step in journey)
            {
                now += step.Pause;
                var changes = VehicleChanges.None;
                while (stepped.NextDeadline <= now) changes |= stepped.Advance(stepped.NextDeadline);
                changes |= stepped.Accept(step.Packet, now);
                Assert.Equal(changes, leaping.Accept(step.Packet, now));
                AssertSame(stepped, leaping);
            }
        });

    [Fact]
    public void Tells_each_status_that_differs_from_the_one_before() =>
        Gen.Select(AnyOptions, Journey).Sample((options, journey) =>
        {
            var tracker = Begin(options);
            var now = 0L;
            var told = VehicleStatus.Unknown;
            foreach (var step in journey)
            {
                now += step.Pause;
                while (tracker.NextDeadline <= now) Follow(tracker.Advance(tracker.NextDeadline));
                Follow(tracker.Accept(step.Packet, now));
            }

            void Follow(VehicleChanges changes)
            {
                var status = tracker.State.Status;
                if (changes.HasFlag(VehicleChanges.Status))
                {
                    Assert.NotEqual(told, status);
                    told = status;
                }
                else if (status != VehicleStatus.Unknown)
                {
                    Assert.Equal(told, status);
                }
            }
        });

    private static VehicleTracker Begin(TrackerOptions options)
    {
        var tracker = new VehicleTracker(options);
        tracker.BeginLink(PayloadKind.CanFrame, null, 0);
        return tracker;
    }

    private static void AssertSame(VehicleTracker one, VehicleTracker other)
    {
        Assert.Equal(one.State.ToInformation(), other.State.ToInformation());
        Assert.Equal(one.State.Live, other.State.Live);
        Assert.Equal(one.NextDeadline, other.NextDeadline);
        Assert.Equal(one.Counters, other.Counters);
    }
}
