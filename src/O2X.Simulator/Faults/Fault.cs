namespace O2X.Simulator.Faults;

/// <summary>
/// Something that goes wrong with car, dongle, radio, the stack between radio and engine, or the clock, and can be put right again.
/// The static properties are the catalogue.
/// </summary>
/// <remarks>
/// What goes wrong with a dongle goes wrong with the one of the world's first car. To begin what lasts already, or to end what does
/// not last, changes nothing. Several faults may last at a time. Safe for use by several threads. On a
/// <see cref="Links.Time.VirtualClock"/> everything that follows has happened when a method returns.
/// </remarks>
public sealed partial class Fault
{
    private readonly Action<SimulatedWorld> _begin;
    private readonly Action<SimulatedWorld>? _end;

    private Fault(string name, string description, Action<SimulatedWorld> begin, Action<SimulatedWorld>? end = null)
    {
        (Name, Description) = (name, description);
        (_begin, _end) = (begin, end);
    }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Fault> All => Catalogue.All;

    /// <summary>Its name, as in scenario files: <c>out-of-range</c>.</summary>
    public string Name { get; }

    /// <summary>What goes wrong, in one sentence.</summary>
    public string Description { get; }

    /// <summary>Whether it lasts until it is ended; if not, it happens in a moment.</summary>
    public bool Lasts => _end is not null;

    /// <summary>The fault of a name; null when there is none.</summary>
    public static Fault? Find(string name) => Catalogue.ByName.GetValueOrDefault(name);

    /// <summary>Lets it go wrong.</summary>
    public void Begin(SimulatedWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        world.Change(() => _begin(world));
    }

    /// <summary>Puts it right. Of a fault that happens in a moment, nothing is left to put right.</summary>
    public void End(SimulatedWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        if (_end is not null) world.Change(() => _end(world));
    }

    /// <summary>Its name.</summary>
    public override string ToString() => Name;

    // Apart, because it is made after everything that it holds.
    private static class Catalogue
    {
        public static readonly Fault[] All =
        [
            OutOfRange, RssiFading, AdapterOff, AdapterUnplugged, PermissionWithdrawn, OutOfSlots,
            ConnectRefused, ConnectHangs, DiscoveryHangs, NotifyRefused, SilentLink, PeerCloses, LinkLoss,
            WrongVin, NoVin, SeveralDongles, DongleFull,
            Garbage, WrongChecksum, TruncatedPackets, MergedPackets, ReorderedPackets, SequenceGaps, DuplicatedPackets,
            DuplicateCallbacks, LateCallbacks, SlowTransport, ThrowingTransport, DisposeHangs, ScanEndsByItself,
            ClockForward, ClockBackward,
        ];

        public static readonly Dictionary<string, Fault> ByName = All.ToDictionary(fault => fault.Name);
    }
}
