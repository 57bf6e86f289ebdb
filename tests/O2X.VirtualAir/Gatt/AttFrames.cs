using System.Buffers.Binary;

namespace O2X.VirtualAir.Gatt;

/// <summary>Frames of the attribute protocol on one side of a link: put together from pieces, and made.</summary>
internal sealed class AttFrames
{
    private const ushort Channel = 4;
    private const int HeaderLength = 4;

    private readonly List<byte> _frame = [];

    /// <summary>Makes the frame of a request, a response or a notification.</summary>
    public static byte[] Of(byte[] payload)
    {
        var frame = new byte[HeaderLength + payload.Length];
        BinaryPrimitives.WriteUInt16LittleEndian(frame, (ushort)payload.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(frame.AsSpan(2), Channel);
        payload.CopyTo(frame, HeaderLength);
        return frame;
    }

    /// <summary>Takes a piece; returns what it completes, null when that is nothing, or not of the attribute protocol.</summary>
    public byte[]? Take(ReadOnlySpan<byte> piece, bool starts)
    {
        if (starts) _frame.Clear();
        _frame.AddRange(piece);
        if (_frame.Count < HeaderLength || _frame.Count < HeaderLength + (_frame[0] | _frame[1] << 8)) return null;
        var payload = (_frame[2] | _frame[3] << 8) == Channel ? _frame[HeaderLength..].ToArray() : null;
        _frame.Clear();
        return payload;
    }
}
