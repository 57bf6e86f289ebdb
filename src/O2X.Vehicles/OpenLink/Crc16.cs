namespace O2X.Vehicles.OpenLink;

/// <summary>CRC-16/CCITT-FALSE: polynomial 0x1021, start 0xFFFF, nothing reflected, nothing inverted.</summary>
internal static class Crc16
{
    private static readonly ushort[] Table = MakeTable();

    public static ushort Of(ReadOnlySpan<byte> bytes)
    {
        var crc = (ushort)0xFFFF;
        foreach (var b in bytes) crc = (ushort)((crc << 8) ^ Table[(byte)(crc >> 8) ^ b]);
        return crc;
    }

    private static ushort[] MakeTable()
    {
        var table = new ushort[256];
        for (var i = 0; i < table.Length; i++)
        {
            var crc = i << 8;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1;
            table[i] = (ushort)crc;
        }

        return table;
    }
}
