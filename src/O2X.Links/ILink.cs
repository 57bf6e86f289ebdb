namespace O2X.Links;

/// <summary>
/// A link that stands. Its packets go to the sink that was given at connecting. Disposing of it closes it and completes when it is
/// closed; nothing reaches the sink after that.
/// </summary>
public interface ILink : IAsyncDisposable;

/// <summary>A link to a GATT server: nothing flows before a characteristic is subscribed to.</summary>
public interface IGattLink : ILink
{
    /// <summary>Whether the server has a service.</summary>
    bool HasService(Guid service);

    /// <summary>Reads a characteristic.</summary>
    /// <exception cref="LinkException">There is no such characteristic, it may not be read, or the link is gone.</exception>
    Task<byte[]> ReadAsync(Guid characteristic, CancellationToken cancellationToken);

    /// <summary>Writes a characteristic, with response.</summary>
    /// <exception cref="LinkException">There is no such characteristic, it may not be written, or the link is gone.</exception>
    Task WriteAsync(Guid characteristic, ReadOnlyMemory<byte> value, CancellationToken cancellationToken);

    /// <summary>Turns a characteristic's notifications on; each becomes one packet of the sink.</summary>
    /// <exception cref="LinkException">There is no such characteristic, it does not notify, or the link is gone.</exception>
    Task SubscribeAsync(Guid characteristic, CancellationToken cancellationToken);
}

/// <summary>A link to a bus: every frame is one packet of the sink, from the moment of connecting.</summary>
public interface IBusLink : ILink;

/// <summary>Takes the packets of one link. One writer at a time; calls never block and never throw.</summary>
public interface ILinkSink
{
    /// <summary>Hands over a copy of one packet.</summary>
    /// <param name="packet">At most <see cref="MaxPacketLength"/> bytes; longer ones are refused and counted.</param>
    /// <param name="timestamp">When it arrived, in ticks of the transport's clock.</param>
    /// <returns>False when there was no room: the packet is lost and counted, unless the transport is lossless and tries again.</returns>
    bool TryWrite(ReadOnlySpan<byte> packet, long timestamp);

    /// <summary>
    /// Completes when everything that was written has been taken, or when the link has ended (then false). For lossless transports:
    /// they wait for it when there is no room, and before they let time pass on a clock of their own.
    /// </summary>
    ValueTask<bool> DrainedAsync(CancellationToken cancellationToken);

    /// <summary>The link ended by itself; nothing follows. Disposing of the link is still due.</summary>
    void OnClosed(LinkFault fault);

    /// <summary>The longest packet, in bytes: the largest value a GATT characteristic can have.</summary>
    const int MaxPacketLength = 512;
}
