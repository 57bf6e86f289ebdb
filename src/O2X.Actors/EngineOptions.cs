using System.Reactive.Concurrency;
using O2X.Actors.Storage;
using O2X.Links;
using O2X.Links.Profiles;
using O2X.Links.Time;
using O2X.Vehicles;

namespace O2X.Actors;

/// <summary>What an engine does. How its actors run is HOCON (<c>o2x</c> in <c>reference.hocon</c>).</summary>
public sealed record EngineOptions
{
    /// <summary>Names the engine's actors; letters, digits and <c>-</c>. Default <c>o2x</c>; a number is added.</summary>
    public string Name { get; init; } = "o2x";

    /// <summary>The timeouts to begin with.</summary>
    public Timeouts Timeouts { get; init; } = new();

    /// <summary>The least time between two elements of <see cref="IO2XEngine.Information"/>; 0: every update. Default 1 s, at most a day.</summary>
    public TimeSpan InformationInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The most elements that wait for one observer; 1 to 1,000,000, default 1024.</summary>
    public int QueueLimit { get; init; } = 1024;

    /// <summary>
    /// The room between transport and decoder in bytes, a power of two from 2 KiB to 64 MiB; null: 16 KiB for what is live and 512 KiB
    /// for what is lossless. It is rented only while a link is open.
    /// </summary>
    public int? RingBytes { get; init; }

    /// <summary>How long connecting may take; default 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long finding services, proving the VIN and turning notifications on may take, and then the first packet; default 10 s.</summary>
    public TimeSpan VerifyTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long closing may take before it is given up; default 5 s.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a vehicle that turned out to be another one is passed over; default 60 s.</summary>
    public TimeSpan PassOver { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a bus is listened to for its VIN before it is taken unverified; default 3 s.</summary>
    public TimeSpan VinGrace { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Whether a link that cannot prove the VIN is taken; null: no for Bluetooth, yes for a bus or log and a VIN that was given.
    /// </summary>
    public bool? AllowUnverifiedVin { get; init; }

    /// <summary>What makes a device or bus a vehicle; default: the open link profile and the vehicle's own CAN bus.</summary>
    public IReadOnlyList<ILinkProfile> Profiles { get; init; } = [new OpenLinkProfile(), new AmiCanProfile()];

    /// <summary>
    /// Where the remembered vehicle, the last information, the odometer and the alerts are kept; default: in memory. The engine holds it
    /// until it is disposed of: two engines need a store each.
    /// </summary>
    public IVehicleStore Store { get; init; } = new MemoryVehicleStore();

    /// <summary>
    /// The most that a crash may cost of the information that flows; default 5 s, 1 ms to a day. It is saved on every change of status,
    /// every event and at the end of a subscription, and otherwise when four fifths of this have passed: the rest is for the disk.
    /// Nothing is saved while nothing changes. What comes from a log is saved at its end alone: it can be played again.
    /// </summary>
    public TimeSpan SaveInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Whether this machine's clock is right: what is heard before it is has <see cref="VehicleInformation.ReceivedAtUnsynchronised"/>.
    /// Null: for a source that runs on the system's clock, what the machine says (<see cref="Links.Time.ClockSynchronisation.OfMachine"/>);
    /// <see cref="Links.Time.ClockSynchronisation.Trusted"/>: it is. The moments of a log or a simulator are their own, and never doubted.
    /// </summary>
    public IClockSynchronisation? ClockSynchronisation { get; init; }

    /// <summary>Where observers are called; null: the thread pool.</summary>
    public IScheduler? Delivery { get; init; }

    /// <summary>The seed of the jitter in waiting times; null: drawn.</summary>
    public int? Seed { get; init; }

    /// <summary>What says whether the clock is right by which a transport's information is dated.</summary>
    internal IClockSynchronisation SynchronisationOf(ILinkTransport transport) =>
        transport.Info.Kind is not (TransportKind.Bluetooth or TransportKind.Bus) ? Links.Time.ClockSynchronisation.Trusted
        : ClockSynchronisation
            ?? (transport.Clock == TimeProvider.System ? Links.Time.ClockSynchronisation.OfMachine : Links.Time.ClockSynchronisation.Trusted);

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it and the range.</exception>
    internal EngineOptions Validated()
    {
        Timeouts.Validated();
        Range(InformationInterval, TimeSpan.Zero, nameof(InformationInterval));
        Range(ConnectTimeout, TimeSpan.FromMilliseconds(1), nameof(ConnectTimeout));
        Range(VerifyTimeout, TimeSpan.FromMilliseconds(1), nameof(VerifyTimeout));
        Range(CloseTimeout, TimeSpan.FromMilliseconds(1), nameof(CloseTimeout));
        Range(PassOver, TimeSpan.Zero, nameof(PassOver));
        Range(VinGrace, TimeSpan.Zero, nameof(VinGrace));
        Range(SaveInterval, TimeSpan.FromMilliseconds(1), nameof(SaveInterval));
        if (QueueLimit is < 1 or > 1_000_000)
            throw new ArgumentOutOfRangeException(nameof(QueueLimit), QueueLimit, $"{nameof(QueueLimit)} must be between 1 and 1000000.");
        if (RingBytes is { } bytes && (bytes < 2048 || bytes > 64 << 20 || !int.IsPow2(bytes)))
            throw new ArgumentOutOfRangeException(nameof(RingBytes), bytes, $"{nameof(RingBytes)} must be a power of two between 2048 and {64 << 20}.");
        if (Name.Length == 0 || !Name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            throw new ArgumentException($"{nameof(Name)} must consist of letters, digits and '-'.", nameof(Name));
        if (Profiles.Count == 0) throw new ArgumentException($"{nameof(Profiles)} must name at least one profile.", nameof(Profiles));
        return this;
    }

    private static void Range(TimeSpan value, TimeSpan least, string name)
    {
        if (value < least || value > Timeouts.Longest)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be between {least} and {Timeouts.Longest}.");
    }
}
