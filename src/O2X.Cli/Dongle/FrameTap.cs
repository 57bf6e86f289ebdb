using O2X.Links;
using O2X.Links.BlueZ.Peripheral;
using O2X.Links.Recording;
using O2X.Vehicles.Can;

namespace O2X.Cli.Dongle;

/// <summary>Gives a dongle the frames of the bus that its engine listens to.</summary>
internal sealed class FrameTap(BlueZDongle dongle) : ILinkRecorder
{
    private bool _isBus;

    public void OnConnected(Sighting sighting, long timestamp) => _isBus = sighting.IsBus;

    public void OnPacket(ReadOnlySpan<byte> packet, long timestamp)
    {
        if (_isBus && CanFrame.TryRead(packet, out var frame)) dongle.Tell(frame);
    }

    public void OnLost(LinkFault fault, long timestamp)
    {
    }
}
