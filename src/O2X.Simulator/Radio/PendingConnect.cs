using O2X.Links;

namespace O2X.Simulator.Radio;

/// <summary>
/// A connection that is not made until it is given up, the radio goes, or the link breaks that it had got as far as. It stands in
/// for the caller's sink, which is promised nothing before there is a link.
/// </summary>
internal sealed class PendingConnect(VirtualRadio radio) : ILinkSink
{
    private readonly TaskCompletionSource<ILink> _outcome = new();

    /// <summary>The link, when its services are what is sought in vain.</summary>
    public VirtualLink? Link { get; set; }

    public async Task<ILink> WaitAsync(CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.Register(() => GiveUp(() => _outcome.TrySetCanceled(cancellationToken)));
        return await _outcome.Task.ConfigureAwait(false);
    }

    public void Fail(LinkFault fault) => GiveUp(() => _outcome.TrySetException(new LinkException(fault)));

    void ILinkSink.OnClosed(LinkFault fault) => Fail(fault);

    bool ILinkSink.TryWrite(ReadOnlySpan<byte> packet, long timestamp) => false;

    ValueTask<bool> ILinkSink.WaitForRoomAsync(CancellationToken cancellationToken) => ValueTask.FromResult(false);

    // What was open is closed before the caller hears of it.
    private void GiveUp(Action tell)
    {
        radio.Forget(this);
        Link?.Close();
        tell();
    }
}
