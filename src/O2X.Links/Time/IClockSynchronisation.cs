namespace O2X.Links.Time;

/// <summary>Says whether the wall clock of this machine is right, as far as the machine can tell.</summary>
/// <remarks>Asked at most once a batch of packets, from any thread. Must neither wait nor throw.</remarks>
public interface IClockSynchronisation
{
    /// <summary>Whether moments by the wall clock can be believed. Once true, it stays true.</summary>
    bool IsSynchronised { get; }
}
