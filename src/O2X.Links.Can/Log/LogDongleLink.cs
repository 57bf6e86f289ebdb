using O2X.Vehicles;
using O2X.Vehicles.OpenLink;

namespace O2X.Links.Can.Log;

/// <summary>
/// A link to the dongle of a recording of packets. The recording has the packets alone: what else a dongle of the open link answers is
/// answered for it, and it proves the VIN that the recording names.
/// </summary>
internal sealed class LogDongleLink(LogBus bus, ILinkSink sink, Vin vin) : LogLink(bus, sink), IGattLink
{
    private static readonly OpenLinkDescription Description = new(OpenLinkFeatures.Measurements, TimeSpan.FromSeconds(1), MostCentrals: 1);

    private readonly byte[] _nonce = new byte[VinProof.NonceLength];

    public bool HasService(Guid service) => service == OpenLinkUuids.Service;

    public Task<byte[]> ReadAsync(Guid characteristic, CancellationToken cancellationToken) => Answer(() => Read(characteristic), cancellationToken);

    public Task WriteAsync(Guid characteristic, ReadOnlyMemory<byte> value, CancellationToken cancellationToken) => Answer(
        () =>
        {
            if (characteristic != OpenLinkUuids.VinProof || value.Length != _nonce.Length) throw Missing();
            value.CopyTo(_nonce);
            return true;
        },
        cancellationToken);

    public Task SubscribeAsync(Guid characteristic, CancellationToken cancellationToken) => Answer(
        () => characteristic == OpenLinkUuids.Information || characteristic == OpenLinkUuids.Measurements ? true : throw Missing(), cancellationToken);

    private byte[] Read(Guid characteristic)
    {
        if (characteristic == OpenLinkUuids.Profile)
        {
            var description = new byte[OpenLinkDescription.Length];
            Description.WriteTo(description);
            return description;
        }

        if (characteristic != OpenLinkUuids.VinProof) throw Missing();
        var proof = new byte[VinProof.Length];
        VinProof.Compute(VinKey.For(vin), _nonce, proof);
        return proof;
    }

    private Task<T> Answer<T>(Func<T> answer, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<T>(cancellationToken);
        try
        {
            if (Closed.IsCancellationRequested) throw new LinkException(LinkLossReason.LinkLoss, "The link is gone.");
            return Task.FromResult(answer());
        }
        catch (LinkException error)
        {
            return Task.FromException<T>(error);
        }
    }

    private static LinkException Missing() => new(LinkLossReason.NotSupported, "A recording has nothing but its packets.");
}
