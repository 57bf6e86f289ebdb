using O2X.Actors.Storage;

namespace O2X.TestKit;

/// <summary>A store that writes down what it is asked to save, and does with it what a test says: succeed, fail, throw, or wait.</summary>
public sealed class RecordingStore : IVehicleStore, IOpenVehicleStore
{
    /// <summary>What comes of a save; default: it succeeds at once.</summary>
    public Func<Task> Save { get; set; } = () => Task.CompletedTask;

    /// <summary>What was to be saved, in order.</summary>
    public List<StoredVehicle> Saved { get; } = [];

    public StoredVehicle Content { get; init; } = StoredVehicle.Nothing;

    /// <summary>How many engines hold it.</summary>
    public int Holders { get; private set; }

    public StoredVehicle Read() => Content;

    public IOpenVehicleStore Open()
    {
        Holders++;
        return this;
    }

    public Task SaveAsync(StoredVehicle vehicle)
    {
        Saved.Add(vehicle);
        return Save();
    }

    public void Dispose() => Holders--;
}
