namespace O2X.Vehicles;

/// <summary>The one way in which decoders mark what they heard.</summary>
public partial struct VehicleSnapshot
{
    internal static uint Bits(params ReadOnlySpan<Signal> signals)
    {
        var bits = 0u;
        foreach (var signal in signals) bits |= Bit(signal);
        return bits;
    }

    internal readonly bool IsLive(Signal signal) => (Live & Bit(signal)) != 0;

    /// <summary>Forgets which signals were fresh: a new packet is about to be decoded.</summary>
    internal void BeginPacket() => Fresh = 0;

    /// <summary>Marks a signal as known and live. Its value is set before or after, by the same decoder.</summary>
    /// <param name="signal">What was heard.</param>
    /// <param name="at">When the value was taken at its source, in ticks; a source that tells its age makes this earlier.</param>
    internal void Heard(Signal signal, long at) => Mark(signal, SignalTimes.FromTicks(at));

    /// <summary>As <see cref="Heard"/>, for a decoder that has the time in the unit of <see cref="SignalTimes"/> already.</summary>
    internal void Mark(Signal signal, uint time)
    {
        var bit = Bit(signal);
        Known |= bit;
        Live |= bit;
        Fresh |= bit;
        Times[(int)signal] = time;
    }

    internal void Set(SnapshotFlags flag, bool on) => Flags = on ? Flags | flag : Flags & ~flag;

    /// <summary>Marks a signal as not known: the source says that it has no such value now.</summary>
    internal void Lose(Signal signal)
    {
        Known &= ~Bit(signal);
        Live &= ~Bit(signal);
    }
}
