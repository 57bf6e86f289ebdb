namespace O2X.Vehicles.OpenLink;

/// <summary>
/// The service and the characteristics of the open link profile. The base is a random UUID of this project's own; the third and
/// fourth byte tell the parts apart.
/// </summary>
public static class OpenLinkUuids
{
    /// <summary>The service; a dongle advertises it. It also stands for version 1 of the profile.</summary>
    public static Guid Service { get; } = Part(0x0001);

    /// <summary>Read: what the dongle is and can do (<see cref="OpenLinkDescription"/>).</summary>
    public static Guid Profile { get; } = Part(0x0002);

    /// <summary>Write a nonce, then read the proof that the dongle knows the VIN (<see cref="OpenLink.VinProof"/>).</summary>
    public static Guid VinProof { get; } = Part(0x0003);

    /// <summary>Read: the VIN in ASCII; only where the dongle publishes it or the link is secured.</summary>
    public static Guid Vin { get; } = Part(0x0004);

    /// <summary>Read, notify: packets of <see cref="OpenLinkInformation"/>.</summary>
    public static Guid Information { get; } = Part(0x0005);

    /// <summary>Read, notify, optional: packets of <see cref="OpenLinkMeasurements"/>.</summary>
    public static Guid Measurements { get; } = Part(0x0006);

    /// <summary>Notify, optional: the frames of the vehicle's bus.</summary>
    public static Guid RawCan { get; } = Part(0x0007);

    private static Guid Part(ushort number) => new(0x49C2_0000u | number, 0x0C62, 0x4386, 0x8A, 0xC0, 0x60, 0xD1, 0x0F, 0x41, 0x5E, 0x38);
}
