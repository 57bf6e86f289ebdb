namespace O2X.Links.BlueZ.DBus;

/// <summary>
/// Which connection has a well-known name now. Signals come from connections: without this, anybody on the bus could send what
/// looks like BlueZ's.
/// </summary>
internal sealed class NameOwner(string name)
{
    private string? _uniqueName;

    public string Name => name;

    /// <summary>Ends when the owner, or that there is none, is known, and every change is learnt of.</summary>
    public Task Known { get; set; } = Task.CompletedTask;

    /// <summary>Its unique name; null while nobody has the name.</summary>
    public string? UniqueName
    {
        get => Volatile.Read(ref _uniqueName);
        set => Volatile.Write(ref _uniqueName, value);
    }
}
