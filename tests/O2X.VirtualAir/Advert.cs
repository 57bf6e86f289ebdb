namespace O2X.VirtualAir;

/// <summary>What one advertising event sends.</summary>
/// <param name="Kind">Its PDU type.</param>
/// <param name="Address">Whose it is.</param>
/// <param name="Data">The advertising data.</param>
/// <param name="ScanResponse">What is sent besides to those that ask; null: nothing.</param>
/// <param name="Rssi">How strong it arrives, dBm.</param>
internal sealed record Advert(AdvertKind Kind, BluetoothAddress Address, byte[] Data, byte[]? ScanResponse, sbyte Rssi)
{
    public bool IsConnectable => Kind is AdvertKind.Connectable or AdvertKind.Directed;

    public bool IsScannable => Kind is AdvertKind.Connectable or AdvertKind.Scannable;
}

/// <summary>The PDU types of legacy advertising, numbered as in advertising reports.</summary>
internal enum AdvertKind : byte
{
    /// <summary>ADV_IND.</summary>
    Connectable = 0,

    /// <summary>ADV_DIRECT_IND.</summary>
    Directed = 1,

    /// <summary>ADV_SCAN_IND.</summary>
    Scannable = 2,

    /// <summary>ADV_NONCONN_IND.</summary>
    NotConnectable = 3,

    /// <summary>SCAN_RSP.</summary>
    ScanResponse = 4,
}
