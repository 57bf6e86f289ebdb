namespace O2X.Vehicles.Ami;

/// <summary>The 11-bit ids that the decoder knows (spec: what the car broadcasts).</summary>
public static class AmiCatalogue
{
    /// <summary>All known ids, ascending.</summary>
    public static ReadOnlySpan<ushort> Ids => [0x580, 0x581, 0x582, 0x594, 0x710, 0x711, 0x712, 0x713, 0x714];

    /// <summary>Whether the decoder knows an 11-bit id.</summary>
    public static bool IsKnown(uint id) => Ids.Contains((ushort)id) && id <= 0x7FF;
}
