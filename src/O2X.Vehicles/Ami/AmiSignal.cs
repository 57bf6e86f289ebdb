namespace O2X.Vehicles.Ami;

/// <summary>Where one value stands in the vehicle's CAN frames, and what it means.</summary>
/// <param name="Id">The frame's 11-bit id.</param>
/// <param name="Length">The frame's length in bytes; another length is malformed.</param>
/// <param name="StartBit">The value's lowest bit; bit 0 is the lowest bit of byte 0 (Intel order).</param>
/// <param name="BitLength">The number of bits, 1 to 32.</param>
/// <param name="IsSigned">Whether the highest bit is a sign (two's complement).</param>
/// <param name="Scale">What one step of the raw value is worth, in <paramref name="Unit"/>.</param>
/// <param name="Unit">The unit; empty for an enumeration or a yes or no.</param>
/// <param name="Minimum">The least plausible value, in <paramref name="Unit"/>.</param>
/// <param name="Maximum">The greatest plausible value, in <paramref name="Unit"/>.</param>
/// <param name="Signal">The value that it gives; null when the vehicle model has none for it.</param>
/// <param name="Name">What the sources call it.</param>
/// <param name="Source">Who attests it.</param>
public sealed record AmiSignal(
    ushort Id,
    int Length,
    int StartBit,
    int BitLength,
    bool IsSigned,
    decimal Scale,
    string Unit,
    decimal Minimum,
    decimal Maximum,
    Signal? Signal,
    string Name,
    string Source)
{
    /// <summary>Raw values from here on say that there is no value now; null when there are none such.</summary>
    public long? NoValueFrom { get; init; }

    /// <summary>Whether the decoder takes it; a value whose meaning or scale is disputed is only listed.</summary>
    public bool IsDecoded { get; init; } = true;

    /// <summary>Cuts the raw value out of a frame's data.</summary>
    /// <param name="bits">The data, as <see cref="Can.CanFrame.Bits"/> has it.</param>
    public long ReadRaw(ulong bits)
    {
        var unused = 64 - BitLength;
        var raised = bits << (unused - StartBit);
        return IsSigned ? (long)raised >> unused : (long)(raised >> unused);
    }

    /// <summary>Reads the value in <see cref="Unit"/>; null when it is not plausible or says that there is none.</summary>
    /// <param name="bits">The data, as <see cref="Can.CanFrame.Bits"/> has it.</param>
    public decimal? Read(ulong bits)
    {
        var raw = ReadRaw(bits);
        var value = raw * Scale;
        return raw >= NoValueFrom || value < Minimum || value > Maximum ? null : value;
    }
}
