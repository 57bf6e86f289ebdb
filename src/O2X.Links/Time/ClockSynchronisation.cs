namespace O2X.Links.Time;

/// <summary>Whether the wall clock is right: as this machine says, or because somebody vouches for it.</summary>
public static class ClockSynchronisation
{
    /// <summary>
    /// What this machine says of its clock. A clock counts as not synchronised only where all of this holds: the kernel says so
    /// (<c>adjtimex</c>), systemd-timesyncd has not set it since the start (<c>/run/systemd/timesync/synchronized</c>), and the machine
    /// had no clock to start with.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The last is what it is about: a Raspberry Pi knows no time when it starts, and goes on from when it was shut down, which looks
    /// right and is not. The kernel alone does not tell: it also says so for ever of a virtual machine or a desk machine without a time
    /// service, whose clock was right from the start. A machine has a clock when it has a hardware clock that agrees with the wall clock
    /// to a day (one with a flat battery does not; one in local time does), or when it is a PC or a virtual one, which always have.
    /// </para>
    /// <para>
    /// Where nothing can be asked (another system, a container that may not) the clock counts as synchronised. One that was set by hand
    /// does not, as the kernel does not know of it: use <see cref="Trusted"/> there.
    /// </para>
    /// </remarks>
    public static IClockSynchronisation OfMachine { get; } = new MachineClock(TimeProvider.System, MachineClockFacts.Gather);

    /// <summary>The wall clock is right, whatever the machine says.</summary>
    public static IClockSynchronisation Trusted { get; } = new TrustedClock();

    private sealed class TrustedClock : IClockSynchronisation
    {
        public bool IsSynchronised => true;
    }
}
