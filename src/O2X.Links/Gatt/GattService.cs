namespace O2X.Links.Gatt;

/// <summary>A service of a GATT server.</summary>
/// <param name="Uuid">What it is.</param>
/// <param name="IsPrimary">Whether it is a primary service, rather than one that others include.</param>
/// <param name="Characteristics">What it has, in the server's order.</param>
public sealed record GattService(Guid Uuid, bool IsPrimary, IReadOnlyList<GattCharacteristic> Characteristics);

/// <summary>A characteristic of a GATT server.</summary>
/// <param name="Id">Names it on this link and on no other: the handle, where the stack tells it.</param>
/// <param name="Uuid">What it is; not unique.</param>
/// <param name="Flags">What it says can be done with it.</param>
/// <param name="Descriptors">What describes it, in the server's order; empty where the stack does not tell.</param>
public sealed record GattCharacteristic(int Id, Guid Uuid, GattFlags Flags, IReadOnlyList<GattDescriptor> Descriptors);

/// <summary>A descriptor of a characteristic.</summary>
/// <param name="Id">Names it on this link and on no other: the handle, where the stack tells it.</param>
/// <param name="Uuid">What it is.</param>
public sealed record GattDescriptor(int Id, Guid Uuid);
