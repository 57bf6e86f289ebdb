using O2X.Actors;
using O2X.Links.BlueZ.Peripheral;
using O2X.Links.Time;
using O2X.Vehicles;
using O2X.Vehicles.OpenLink;

namespace O2X.Cli.Dongle;

/// <summary>Gives a dongle what an engine knows of the vehicle, whenever that or the state of the engine's link changes.</summary>
internal sealed class SnapshotTap(IO2XEngine engine, BlueZDongle dongle, bool isSimulated)
{
    private readonly Lock _gate = new();
    private VehicleSnapshot _state;
    private bool _isAsleep;

    public void Information(VehicleSnapshot state)
    {
        lock (_gate)
        {
            _state = state;
            Tell();
        }
    }

    public void Link(LinkReport report)
    {
        lock (_gate)
        {
            if (report.IsAsleep == _isAsleep) return;
            _isAsleep = report.IsAsleep;
            Tell();
        }
    }

    private void Tell() => dongle.Tell(
        OpenLinkInformation.Of(_state, engine.Clock.GetTicks(), _isAsleep, isSimulated),
        OpenLinkMeasurements.Of(_state, TimeSpan.Zero));
}
