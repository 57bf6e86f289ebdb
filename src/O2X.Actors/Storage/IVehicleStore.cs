namespace O2X.Actors.Storage;

/// <summary>Keeps what survives a restart.</summary>
public interface IVehicleStore
{
    /// <summary>
    /// What was saved last; <see cref="StoredVehicle.Nothing"/> when there is nothing that can be read. Takes nothing and changes
    /// nothing: it may be called beside an engine that holds the store. Never throws for bad content.
    /// </summary>
    StoredVehicle Read();

    /// <summary>Takes the store for one engine, until what is returned is disposed of.</summary>
    /// <exception cref="StoreInUseException">Another engine holds it.</exception>
    /// <exception cref="IOException">It cannot be held; the message tells why, and what to do.</exception>
    IOpenVehicleStore Open();
}

/// <summary>A store that one engine holds. Disposing of it gives it back.</summary>
public interface IOpenVehicleStore : IDisposable
{
    /// <summary>What was there when it was opened; <see cref="StoredVehicle.Nothing"/> when there was nothing that can be read.</summary>
    StoredVehicle Content { get; }

    /// <summary>Saves; when it completes, a crash or a power cut leaves it readable. Later calls win over earlier ones.</summary>
    /// <exception cref="IOException">It could not be saved; what was saved before is still there.</exception>
    Task SaveAsync(StoredVehicle vehicle);
}
