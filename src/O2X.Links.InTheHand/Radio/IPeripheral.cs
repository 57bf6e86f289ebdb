using O2X.Links.Gatt;

namespace O2X.Links.InTheHand.Radio;

/// <summary>A device, and the connection to it.</summary>
internal interface IPeripheral
{
    /// <summary>The connection was lost, or closed by us. Some systems never say so.</summary>
    event Action? Lost;

    bool IsConnected { get; }

    /// <summary>Connects; that it completes does not mean that it did.</summary>
    Task ConnectAsync();

    void Disconnect();

    Task<IReadOnlyList<RemoteService>> DiscoverAsync();
}

/// <summary>A service that was found.</summary>
internal sealed record RemoteService(Guid Uuid, bool IsPrimary, IReadOnlyList<IRemoteCharacteristic> Characteristics);

/// <summary>A value of a GATT server.</summary>
internal interface IRemoteValue
{
    Guid Uuid { get; }

    /// <summary>Reads; null: it failed, and the stack does not say why.</summary>
    Task<byte[]?> ReadAsync();
}

/// <summary>A characteristic that was found.</summary>
internal interface IRemoteCharacteristic : IRemoteValue
{
    GattFlags Flags { get; }

    Task WriteAsync(byte[] value);

    /// <summary>Hands over what is notified, until what is returned is disposed of.</summary>
    IDisposable Listen(Action<byte[]?> notified);

    Task StartNotificationsAsync();

    Task<IReadOnlyList<IRemoteValue>> DescriptorsAsync();
}
