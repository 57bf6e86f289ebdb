using System.Buffers.Binary;
using System.Text;

namespace O2X.Links.Can.Tests.SocketCan;

/// <summary>Puts rtnetlink messages together.</summary>
internal static class RtnlMessages
{
    public const ushort NewLink = 16, DelLink = 17, Done = 3, Error = 2;

    public static byte[] Link(string name, int index = 3, uint flags = 1, ushort hardware = 280, ushort type = NewLink, byte family = 0, ushort headerFlags = 0, params byte[][] attributes)
    {
        var info = new byte[16];
        info[0] = family;
        BinaryPrimitives.WriteUInt16LittleEndian(info.AsSpan(2), hardware);
        BinaryPrimitives.WriteInt32LittleEndian(info.AsSpan(4), index);
        BinaryPrimitives.WriteUInt32LittleEndian(info.AsSpan(8), flags);
        return Message(type, headerFlags, [.. info, .. Attribute(3, Encoding.ASCII.GetBytes(name + "\0")), .. attributes.SelectMany(a => a)]);
    }

    public static byte[] Info(string kind, params byte[][] data) =>
        Attribute(18, [.. Attribute(1, Encoding.ASCII.GetBytes(kind)), .. Attribute(2, [.. data.SelectMany(d => d)])]);

    public static byte[] ControlMode(uint flags) => Attribute(5, [0xFF, 0xFF, 0, 0, .. Number(flags)]);

    public static byte[] ControllerState(uint state) => Attribute(4, Number(state));

    public static byte[] DumpEnd(ushort headerFlags = 2) => Message(Done, headerFlags, new byte[4]);

    public static byte[] Refusal(int errno) => Message(Error, 0, [.. Number((uint)-errno), .. new byte[16]]);

    public static byte[] Message(ushort type, ushort flags, byte[] body)
    {
        var header = new byte[16];
        BinaryPrimitives.WriteInt32LittleEndian(header, header.Length + body.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), type);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(6), flags);
        return Padded([.. header, .. body]);
    }

    public static byte[] Attribute(ushort type, byte[] value)
    {
        var header = new byte[4];
        BinaryPrimitives.WriteUInt16LittleEndian(header, (ushort)(header.Length + value.Length));
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(2), type);
        return Padded([.. header, .. value]);
    }

    private static byte[] Number(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Padded(byte[] bytes) => [.. bytes, .. new byte[(4 - (bytes.Length & 3)) & 3]];
}
