namespace O2X.Links.Gatt;

/// <summary>What can be done with a characteristic: its properties as the server declares them, and below them the extended ones.</summary>
/// <remarks>Bits and names are those of the Bluetooth Core Specification, volume 3, part G, 3.3.1.1 and 3.3.3.1.</remarks>
[Flags]
public enum GattFlags
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Its value may be broadcast.</summary>
    Broadcast = 0x01,

    /// <summary>It can be read.</summary>
    Read = 0x02,

    /// <summary>It can be written without a response.</summary>
    WriteWithoutResponse = 0x04,

    /// <summary>It can be written with a response.</summary>
    Write = 0x08,

    /// <summary>It notifies.</summary>
    Notify = 0x10,

    /// <summary>It indicates: notifies and waits for a confirmation.</summary>
    Indicate = 0x20,

    /// <summary>It can be written with a signature.</summary>
    AuthenticatedSignedWrites = 0x40,

    /// <summary>A descriptor holds extended properties.</summary>
    ExtendedProperties = 0x80,

    /// <summary>Extended: it can be written as part of a reliable write.</summary>
    ReliableWrite = 0x100,

    /// <summary>Extended: its description can be written.</summary>
    WritableAuxiliaries = 0x200,
}
