using System.Globalization;
using O2X.Vehicles.Can;

namespace O2X.Vehicles.Tests;

/// <summary>Packets of CAN frames, written as in a candump log or made from values.</summary>
internal static class Frames
{
    /// <summary>From <c>580#FAFFCA13002D0000</c>; eight digits before the # are the kernel's raw id with its flags, R after it a remote frame.</summary>
    public static byte[] Of(string text)
    {
        var hash = text.IndexOf('#', StringComparison.Ordinal);
        var id = uint.Parse(text.AsSpan(0, hash), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        if (hash == 8 && (id & CanFrame.ErrorFlag) == 0) id |= CanFrame.ExtendedFlag;
        var remote = text.AsSpan(hash + 1).StartsWith("R", StringComparison.Ordinal);
        return Raw(remote ? id | CanFrame.RemoteFlag : id, remote ? [] : Convert.FromHexString(text.AsSpan(hash + 1)));
    }

    public static byte[] Raw(uint rawId, ReadOnlySpan<byte> data)
    {
        var packet = new byte[CanFrame.Size];
        BitConverter.TryWriteBytes(packet, rawId);
        packet[4] = (byte)data.Length;
        data.CopyTo(packet.AsSpan(8));
        return packet;
    }

    public static byte[] Battery(double amperes, double volts = 50.6, int soc = 45)
    {
        var data = new byte[8];
        BitConverter.TryWriteBytes(data, (short)Math.Round(amperes * 10));
        BitConverter.TryWriteBytes(data.AsSpan(2), (ushort)Math.Round(volts * 100));
        data[5] = (byte)soc;
        return Raw(0x580, data);
    }

    public static byte[] Motion(double odometer, int kmh)
    {
        var tenths = (uint)Math.Round(odometer * 10);
        return Raw(0x581, [0, 0, 0, 0, (byte)tenths, (byte)(tenths >> 8), (byte)(tenths >> 16), (byte)kmh]);
    }

    public static byte[] Charger(int? secondsToFull)
    {
        var seconds = secondsToFull ?? 0xFFFF;
        return Raw(0x582, [(byte)seconds, (byte)(seconds >> 8), 0, 0, 0, 0, 0, 0]);
    }

    public static byte[] Display(Selector selector, bool ready, bool brake, int range = 34)
    {
        var wire = selector == Selector.Unknown ? 3 : (int)selector - 1;
        var bits = (uint)range | (uint)wire << 7 | (ready ? 0b101u : 0b011u) << 16 | (brake ? 1u << 29 : 0);
        return Raw(0x713, [.. BitConverter.GetBytes(bits), 0, 0, 0]);
    }

    public static byte[][] Vin(string vin) =>
    [
        Raw(0x712, System.Text.Encoding.ASCII.GetBytes(vin[..3])),
        Raw(0x710, System.Text.Encoding.ASCII.GetBytes(vin[3..9])),
        Raw(0x711, System.Text.Encoding.ASCII.GetBytes(vin[9..])),
    ];
}
