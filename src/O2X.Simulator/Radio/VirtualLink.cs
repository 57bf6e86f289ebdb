using O2X.Links;
using O2X.Links.Gatt;
using O2X.Vehicles.OpenLink;

namespace O2X.Simulator.Radio;

/// <summary>One central's link to a virtual dongle.</summary>
internal sealed class VirtualLink(VirtualDongle dongle, ILinkSink sink) : IGattBrowser
{
    private readonly Lock _gate = new();
    private readonly byte[] _nonce = new byte[VinProof.NonceLength];
    private LinkFault? _ended;

    public bool HasService(Guid service) => service == OpenLinkUuids.Service;

    public Task<byte[]> ReadAsync(Guid characteristic, CancellationToken cancellationToken) =>
        Answer(() => dongle.Read(characteristic, _nonce), cancellationToken);

    public Task<byte[]> ReadAsync(int id, CancellationToken cancellationToken) => Answer(() => dongle.Read(id, _nonce), cancellationToken);

    public Task<IReadOnlyList<GattService>> ListAsync(CancellationToken cancellationToken) => Answer(() => dongle.Services, cancellationToken);

    public Task WriteAsync(Guid characteristic, ReadOnlyMemory<byte> value, CancellationToken cancellationToken) =>
        Answer(
            () =>
            {
                if (characteristic != OpenLinkUuids.VinProof || value.Length != _nonce.Length)
                    throw new LinkException(LinkLossReason.NotSupported, "The dongle takes a nonce of 8 bytes and nothing else.");
                value.CopyTo(_nonce);
                return true;
            },
            cancellationToken);

    public Task SubscribeAsync(Guid characteristic, CancellationToken cancellationToken) =>
        Answer(
            () =>
            {
                dongle.NotifierOf(characteristic).Add(this);
                return true;
            },
            cancellationToken);

    public void Deliver(ReadOnlySpan<byte> packet, long timestamp)
    {
        lock (_gate)
        {
            if (_ended is null) sink.TryWrite(packet, timestamp);
        }
    }

    /// <summary>Ends the link from the other side, or from the air between.</summary>
    public void Lose(LinkFault fault)
    {
        lock (_gate)
        {
            if (End(fault)) sink.OnClosed(fault);
        }
    }

    public void Close()
    {
        lock (_gate) End(new LinkFault(LinkLossReason.LocalRequest));
    }

    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    private bool End(LinkFault fault)
    {
        if (_ended is not null) return false;
        _ended = fault;
        dongle.Detach(this);
        return true;
    }

    private Task<T> Answer<T>(Func<T> answer, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<T>(cancellationToken);
        lock (_gate)
        {
            try
            {
                return _ended is { } fault ? Task.FromException<T>(new LinkException(fault)) : Task.FromResult(answer());
            }
            catch (LinkException failure)
            {
                return Task.FromException<T>(failure);
            }
        }
    }
}
