using O2X.Vehicles;

namespace O2X.Simulator.Radio;

// The faults that have a name in the catalogue and no property of their own in public.
public sealed partial class VirtualDongle
{
    private volatile FadingSignal? _fading;

    internal bool RefuseNotify { get; set; }

    /// <summary>Others hold all the links that the dongle can have; those that it has besides stay.</summary>
    internal bool TakenByOthers { get; set; }

    /// <summary>The VIN that it proves instead of the one that it advertises.</summary>
    internal Vin? ProvenVin { get; set; }

    internal bool HasForgottenVin { get; set; }

    /// <summary>How strong its signal is where the radio is, dBm.</summary>
    internal int SignalStrength => Rssi - (_fading?.Lost ?? 0);

    private bool IsOutOfReach => _fading?.IsOutOfReach(Rssi) == true;

    /// <summary>Lets the signal sink from now on, or come back at once.</summary>
    internal void Fade(bool fades, int seed) => _fading = fades ? _fading ?? new FadingSignal(_clock, seed) : null;

    internal bool IsAdvertHeard() => _fading?.IsAdvertHeard(Rssi) != false;

    /// <summary>Whether a packet gets through. A link that nothing gets through any more is lost.</summary>
    private bool IsPacketHeard()
    {
        if (_fading is not { } fading) return true;
        if (fading.IsOutOfReach(Rssi)) DropLink();
        return fading.IsPacketHeard(Rssi);
    }
}
