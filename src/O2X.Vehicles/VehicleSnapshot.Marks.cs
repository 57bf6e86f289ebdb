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
    internal void Heard(Signal signal, long at) => Mark(Stamp(signal, SignalTimes.FromTicks(at)));

    /// <summary>Gives a signal its time, and returns its bit, for one <see cref="Mark"/> of all signals of a packet.</summary>
    internal uint Stamp(Signal signal, uint time)
    {
        Times[(int)signal] = time;
        return Bit(signal);
    }

    /// <summary>Marks signals that were stamped as known and live.</summary>
    /// <param name="signals">Their bits.</param>
    internal void Mark(uint signals)
    {
        Known |= signals;
        Live |= signals;
        Fresh |= signals;
    }

    internal void Set(SnapshotFlags flag, bool on) => Flags = on ? Flags | flag : Flags & ~flag;

    /// <summary>Marks a signal as not known: the source says that it has no such value now.</summary>
    internal void Lose(Signal signal)
    {
        Known &= ~Bit(signal);
        Live &= ~Bit(signal);
    }
}
