using O2X.VirtualAir.Hci;

namespace O2X.VirtualAir.Gatt;

/// <summary>The peripheral's end of a link, with a GATT server on it.</summary>
internal sealed class GattEnd(AirLine line, AirLink link, GattTable table, IGattValues values, ushort mostMtu) : ILinkEnd
{
    private readonly AttServer _server = new(table, values, mostMtu);
    private readonly AttFrames _frames = new();

    /// <summary>Called when the link has ended.</summary>
    public Action? Ended { get; init; }

    public AirLink Link => link;

    public void OnData(ReadOnlySpan<byte> piece, bool starts)
    {
        if (_frames.Take(piece, starts) is { } request) Answer(request);
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
        if (response is not null) link.Send(this, AttFrames.Of(response), starts: true);
    }
}
