using O2X.Links.BlueZ.Bus;

namespace O2X.Links.BlueZ.Pairing;

/// <summary>Whether an adapter makes new bonds.</summary>
/// <param name="IsOn">Whether it does.</param>
/// <param name="Timeout">After how many seconds BlueZ ends it; 0: never.</param>
internal readonly record struct PairableState(bool IsOn, uint Timeout)
{
    public const string Pairable = "Pairable";
    public const string PairableTimeout = "PairableTimeout";

    /// <summary>
    /// Whether it is open without a limit, and not for a pairing window: BlueZ switches it on by itself when a program registers an agent
    /// (with <c>AlwaysPairable</c>, when the adapter comes).
    /// </summary>
    public bool IsWithoutEnd => IsOn && Timeout == 0;

    public static PairableState Of(BlueZObjects objects, string adapter) => new(
        objects.IsTrue(adapter, BlueZNames.Adapter, Pairable),
        objects.PropertiesOf(adapter, BlueZNames.Adapter)?.GetValueOrDefault(PairableTimeout).TryGetUInt32(out var seconds) == true ? seconds : 0);
}
