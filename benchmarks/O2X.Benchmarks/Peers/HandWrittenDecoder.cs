using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace O2X.Benchmarks.Peers;

/// <summary>
/// What a person writes who wants the values of a frame and nothing else: no sender's flags, no plausible ranges, no age or quality.
/// </summary>
internal sealed class HandWrittenDecoder
{
    public short Current;
    public ushort Voltage;
    public byte StateOfCharge;
    public uint Odometer;
    public byte Speed;
    public ushort TimeToFull;
    public sbyte Temperature1;
    public sbyte Temperature2;
    public int Range;
    public int Selector;
    public bool IsReady;
    public bool HasBrake;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool Decode(ReadOnlySpan<byte> packet)
    {
        if (packet.Length != 16) return false;
        var data = packet[8..];
        switch (BinaryPrimitives.ReadUInt32LittleEndian(packet))
        {
            case 0x580:
                Current = BinaryPrimitives.ReadInt16LittleEndian(data);
                Voltage = BinaryPrimitives.ReadUInt16LittleEndian(data[2..]);
                StateOfCharge = data[5];
                return true;
            case 0x581:
                Odometer = BinaryPrimitives.ReadUInt32LittleEndian(data[4..]) & 0xFFFFFF;
                Speed = data[7];
                return true;
            case 0x582:
                TimeToFull = BinaryPrimitives.ReadUInt16LittleEndian(data);
                return true;
            case 0x594:
                Temperature1 = (sbyte)data[0];
                Temperature2 = (sbyte)data[3];
                return true;
            case 0x713:
                var bits = BinaryPrimitives.ReadUInt32LittleEndian(data);
                Range = (int)(bits & 0x7F);
                Selector = (int)((bits >> 7) & 3);
                IsReady = (bits & (1u << 18)) != 0;
                HasBrake = (bits & (1u << 29)) != 0;
                return true;
            default:
                return false;
        }
    }
}
