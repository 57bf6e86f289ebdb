namespace O2X.Simulator.Faults;

// The radio and the air.
public sealed partial class Fault
{
    /// <summary>The car is out of range; a link is lost.</summary>
    public static Fault OutOfRange { get; } = new(
        "out-of-range",
        "The car is out of range; a link is lost.",
        world => world.Dongle.InRange = false,
        world => world.Dongle.InRange = true);

    /// <summary>The signal sinks by 2 dB a second, until adverts, then packets and at last the link are lost.</summary>
    public static Fault RssiFading { get; } = new(
        "rssi-fading",
        "The signal sinks by 2 dB a second, until adverts, then packets and at last the link are lost.",
        world => world.Dongle.Fade(true, world.Seed),
        world => world.Dongle.Fade(false, world.Seed));

    /// <summary>The adapter is switched off.</summary>
    public static Fault AdapterOff { get; } = new(
        "adapter-off",
        "The adapter is switched off.",
        world => world.Radio.Power(on: false),
        world => world.Radio.Power(on: true));

    /// <summary>The adapter is unplugged.</summary>
    public static Fault AdapterUnplugged { get; } = new(
        "adapter-unplugged",
        "The adapter is unplugged.",
        world => world.Radio.Unplug(),
        world => world.Radio.PlugIn());

    /// <summary>The permission to use the adapter is withdrawn.</summary>
    public static Fault PermissionWithdrawn { get; } = new(
        "permission-withdrawn",
        "The permission to use the adapter is withdrawn.",
        world => world.Radio.Permission(granted: false),
        world => world.Radio.Permission(granted: true));

    /// <summary>Other programs have all the links that the adapter can have; links that stand are not touched.</summary>
    public static Fault OutOfSlots { get; } = new(
        "out-of-slots",
        "Other programs have all the links that the adapter can have; links that stand are not touched.",
        world => world.Radio.SlotsAreTaken = true,
        world => world.Radio.SlotsAreTaken = false);
}
