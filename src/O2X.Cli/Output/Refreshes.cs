using O2X.Vehicles;

namespace O2X.Cli.Output;

/// <summary>
/// Tells information that brings something new from information which only says that values have become stale: the SDK knows no such
/// element, and what it gave last stays as it was (decisions.md D15, D33).
/// </summary>
internal sealed class Refreshes
{
    private static readonly Signal[] _signals = Enum.GetValues<Signal>();

    private long _latest = -1;

    /// <summary>Whether a snapshot is newer than the one before and says anything of the present link.</summary>
    public bool Has(in VehicleSnapshot snapshot)
    {
        if (snapshot.Sequence == _latest) return false;
        _latest = snapshot.Sequence;
        foreach (var signal in _signals)
        {
            if (snapshot.QualityOf(signal) == Quality.Live) return true;
        }

        return false;
    }
}
