using O2X.Vehicles;
using O2X.Vehicles.Decoding;
using O2X.Vehicles.Json;
using O2X.Vehicles.Tracking;
using static O2X.Fuzzing.Oracle;

namespace O2X.Fuzzing.Targets;

/// <summary>
/// A link's whole life: packets, pauses, new links, new options. The first byte chooses the options; then each step has one byte for
/// what happens, one for the pause before it, and what it needs.
/// </summary>
internal abstract class TrackerTarget(PayloadKind payload) : FuzzTarget
{
    /// <summary>What happens in a step: a packet is the usual thing.</summary>
    protected const byte PassTime = 12, NewLink = 13, NewOptions = 14, Other = 15, Steps = 16;

    private const int LongestPacket = 32;

    private static readonly Vin[] Vins = [Vin.Parse("VR1AB12C3D4567890"), Vin.Parse("ZFA12345678901234")];

    public override int LongestInput => 160;

    // Two trackers, the VINs that are heard, and the object that is made in the end.
    public override long MostAllocated(int inputLength) => 16 * 1024 + (200 * inputLength);

    public override void Run(ReadOnlySpan<byte> input)
    {
        var feed = new ByteFeed(input);
        var options = OptionsOf(feed.Byte());
        var pair = new TrackerPair(options, payload);
        Span<byte> room = stackalloc byte[LongestPacket];
        while (!feed.IsEmpty)
        {
            var what = feed.Byte();
            pair.Pass(PauseOf(feed.Byte()));
            switch (what % Steps)
            {
                case PassTime: pair.Advance(); break;
                case NewLink: pair.BeginLink(payload, VinOf(feed.Byte())); break;
                case NewOptions: pair.Choose(OptionsOf(feed.Byte())); break;
                case Other: Turn(pair, ref feed); break;
                default: pair.Accept(room[..MakePacket(what % Steps, ref feed, room)]); break;
            }
        }

        Ends(pair);
    }

    /// <summary>Makes a packet out of the input.</summary>
    /// <param name="kind">What kind of packet, 0 to 11.</param>
    /// <param name="feed">The input.</param>
    /// <param name="room">Takes the packet.</param>
    /// <returns>The packet's length.</returns>
    protected abstract int MakePacket(int kind, ref ByteFeed feed, scoped Span<byte> room);

    /// <summary>Sends good packets, whatever was sent before, and judges what they do.</summary>
    protected abstract void Recovers(TrackerPair pair);

    protected static byte[] Step(byte what, byte pause, params ReadOnlySpan<byte> rest) => [what, pause, .. rest];

    private void Ends(TrackerPair pair)
    {
        Recovers(pair);
        var information = pair.State.ToInformation();
        var again = VehicleJson.Deserialize(VehicleJson.Serialize(information));
        Holds(again.Data == information.Data);
        Holds(again.Vin == information.Vin && again.Status == information.Status);
        Holds(again.CurrentAlert.Active == information.CurrentAlert.Active && again.PreviousAlert.Active == information.PreviousAlert.Active);
    }

    private static void Turn(TrackerPair pair, ref ByteFeed feed)
    {
        switch (feed.Byte() % 4)
        {
            case 0: pair.Lose(feed.Byte()); break;
            case 1: pair.Identify(Vins[feed.Byte() % Vins.Length]); break;
            case 2: pair.SetUtcOffset(new DateTime(1900 + (4 * feed.Byte()), 1, 1).Ticks); break;
            default: pair.Reset(); break;
        }
    }

    // Short pauses mostly; the longest is fourteen years.
    private static long PauseOf(byte code) => code < 208 ? code * 10 * TimeSpan.TicksPerMillisecond : TimeSpan.TicksPerMillisecond << (code - 208 & 31) << 7;

    private static TrackerOptions OptionsOf(byte code) => new()
    {
        ChangeStatus = TimeSpan.FromMilliseconds((code & 15) * 250),
        StaleAfter = TimeSpan.FromSeconds(code >> 4),
    };

    private static Vin? VinOf(byte code) => code % 3 == 0 ? null : Vins[code % Vins.Length];
}
