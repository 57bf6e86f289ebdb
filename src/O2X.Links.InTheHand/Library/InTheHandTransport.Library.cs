using O2X.Links.InTheHand.Library;

namespace O2X.Links.InTheHand;

public sealed partial class InTheHandTransport
{
    /// <summary>Begins to watch the system's Bluetooth.</summary>
    /// <param name="options">How it is treated; null: the defaults.</param>
    /// <param name="clock">What packets and sightings are stamped with; default the system's clock.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public InTheHandTransport(InTheHandOptions? options = null, TimeProvider? clock = null)
        : this(new LibraryRadio(), options, clock)
    {
    }
}
