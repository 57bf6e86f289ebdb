namespace O2X.Links.InTheHand.Radio;

/// <summary>
/// What is asked of the library: its types cannot be replaced in a test, so that nothing but the adapters in <c>Library</c> touches
/// them. Any call may block, hang, throw anything, and call back late or on any thread.
/// </summary>
internal interface IRadio
{
    /// <summary>Whether the stack pairs with whatever it connects to.</summary>
    bool PairsFirst { get; }

    /// <summary>Whether a scan tells of each device once only.</summary>
    bool TellsOnce { get; }

    Task<bool> IsAvailableAsync();

    /// <summary>Calls back when the answer of <see cref="IsAvailableAsync"/> may have changed; only to be asked for while it is yes.</summary>
    IDisposable WatchAvailability(Action changed);

    /// <summary>Starts a scan; disposing of what is returned stops it. Null: the radio is not usable.</summary>
    Task<IDisposable?> StartScanAsync(Action<Advert> heard);

    /// <summary>A device by its address; null: the stack does not know it.</summary>
    Task<IPeripheral?> FindAsync(string address);
}

/// <summary>What a scan heard.</summary>
internal sealed record Advert(
    IPeripheral Device,
    string Address,
    string? Name,
    int Rssi,
    IReadOnlyList<Guid> Services,
    IReadOnlyDictionary<ushort, byte[]> ManufacturerData);
