namespace O2X.Vehicles.Decoding;

/// <summary>What the packets of a link are.</summary>
public enum PayloadKind : byte
{
    /// <summary>One CAN frame of the vehicle's bus a packet, as <see cref="Can.CanFrame"/> lays it out.</summary>
    CanFrame,

    /// <summary>One packet of the open link profile.</summary>
    OpenLink,
}
