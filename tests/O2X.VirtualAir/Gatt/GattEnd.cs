using System.Buffers.Binary;
using O2X.VirtualAir.Hci;

namespace O2X.VirtualAir.Gatt;

/// <summary>The peripheral's end of a link, with a GATT server on it.</summary>
internal sealed class GattEnd(AirLine line, AirLink link, GattTable table, IGattValues values, ushort mostMtu) : ILinkEnd
{
    private const ushort AttributeChannel = 4;
    private const int HeaderLength = 4;

    private readonly AttServer _server = new(table, values, mostMtu);
    private readonly List<byte> _frame = [];

    /// <summary>Called when the link has ended.</summary>
    public Action? Ended { get; init; }

    public AirLink Link => link;

    public void OnData(ReadOnlySpan<byte> piece, bool starts)
    {
        if (starts) _frame.Clear();
        _frame.AddRange(piece);
        if (_frame.Count < HeaderLength || _frame.Count < HeaderLength + (_frame[0] | _frame[1] << 8)) return;
        var payload = _frame[HeaderLength..].ToArray();
        if ((_frame[2] | _frame[3] << 8) == AttributeChannel) Answer(payload);
        _frame.Clear();
    }

    public void OnEnded(HciStatus reason) => Ended?.Invoke();

    /// <summary>Notifies, where the client has asked for it. On the line.</summary>
    public void Notify(Guid characteristic, ReadOnlySpan<byte> value)
    {
        if (_server.Notify(characteristic, value) is { } notification) Send(notification);
    }

    // A response that has to be waited for comes from another thread.
    private void Answer(byte[] request)
    {
        var answering = _server.AnswerAsync(request);
        if (answering.IsCompleted) Send(answering.Result);
        else _ = answering.ContinueWith(answered => line.Post(() => Send(answered.Result)), TaskScheduler.Default);
    }

    private void Send(byte[]? response)
    {
        if (response is null) return;
        var frame = new byte[HeaderLength + response.Length];
        BinaryPrimitives.WriteUInt16LittleEndian(frame, (ushort)response.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(frame.AsSpan(2), AttributeChannel);
        response.CopyTo(frame, HeaderLength);
        link.Send(this, frame, starts: true);
    }
}
