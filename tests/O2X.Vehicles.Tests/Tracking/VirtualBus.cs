using O2X.Vehicles.Decoding;
using O2X.Vehicles.Tracking;

namespace O2X.Vehicles.Tests.Tracking;

/// <summary>A car on a bus, told to a tracker frame by frame; time goes through every deadline, as the engine lets it.</summary>
internal sealed class VirtualBus
{
    public const string Vin = "VR1AB12C3D4567890";
    private const VehicleChanges Quiet = VehicleChanges.Refreshed;

    public VirtualBus(TrackerOptions? options = null)
    {
        Tracker = new VehicleTracker(options);
        Tracker.BeginLink(PayloadKind.CanFrame, null, 0);
    }

    public VehicleTracker Tracker { get; }

    public long Now { get; private set; }

    /// <summary>What the tracker said beside refreshing, and when, in seconds.</summary>
    public List<(double At, VehicleChanges What)> Told { get; } = [];

    /// <summary>The statuses that were told, and when, in seconds.</summary>
    public List<(double At, VehicleStatus Status)> Statuses { get; } = [];

    public double Amperes { get; set; } = -0.6;

    public double Odometer { get; set; } = 8626.9;

    public int Kmh { get; set; }

    public Selector Selector { get; set; } = Selector.Neutral;

    public bool Ready { get; set; }

    public bool Brake { get; set; } = true;

    public int? SecondsToFull { get; set; }

    public VehicleStatus Status => Tracker.State.Status;

    public VehicleChanges Send(byte[] packet)
    {
        var changes = Tracker.Accept(packet, Now);
        Take(changes);
        return changes;
    }

    /// <summary>Every frame once, ten times a second.</summary>
    public void Run(double seconds, bool display = true, bool battery = true)
    {
        for (var left = Math.Round(seconds * 10); left > 0; left--)
        {
            if (battery) Send(Frames.Battery(Amperes));
            Send(Frames.Motion(Odometer, Kmh));
            if (display) Send(Frames.Display(Selector, Ready, Brake));
            Send(Frames.Charger(SecondsToFull));
            Silence(0.1);
        }
    }

    /// <summary>Time goes by, through every deadline at its own time.</summary>
    public void Silence(double seconds)
    {
        var end = Now + Seconds.Ticks(seconds);
        while (Tracker.NextDeadline <= end)
        {
            Now = Math.Max(Now, Tracker.NextDeadline);
            Take(Tracker.Advance(Now));
        }

        Now = end;
    }

    public void EndLink() => Take(Tracker.EndLink(Now));

    private void Take(VehicleChanges changes)
    {
        if ((changes & ~Quiet) != 0) Told.Add((Seconds.Of(Now), changes & ~Quiet));
        if (changes.HasFlag(VehicleChanges.Status)) Statuses.Add((Seconds.Of(Now), Status));
    }
}
