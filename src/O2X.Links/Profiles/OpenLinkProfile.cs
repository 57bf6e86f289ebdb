using System.Security.Cryptography;
using O2X.Vehicles;
using O2X.Vehicles.Decoding;
using O2X.Vehicles.OpenLink;

namespace O2X.Links.Profiles;

/// <summary>
/// This project's own GATT profile. A dongle is recognised by the tag in its advert and proves on the link that it knows the VIN.
/// </summary>
public sealed class OpenLinkProfile : ILinkProfile
{
    private readonly string? _ownerSecret;
    private readonly Action<Span<byte>> _fillRandom;

    /// <summary>Makes the profile.</summary>
    /// <param name="ownerSecret">The secret that the owner gave the dongle; null: none.</param>
    /// <param name="fillRandom">Draws the nonces; null: the system's cryptographic source. Safe for use by several threads.</param>
    public OpenLinkProfile(string? ownerSecret = null, Action<Span<byte>>? fillRandom = null)
    {
        _ownerSecret = ownerSecret;
        _fillRandom = fillRandom ?? RandomNumberGenerator.Fill;
    }

    /// <inheritdoc/>
    public string Name => "open-link";

    /// <inheritdoc/>
    public PayloadKind Payload => PayloadKind.OpenLink;

    /// <inheritdoc/>
    public IReadOnlyList<Guid> ServiceUuids { get; } = [OpenLinkUuids.Service];

    /// <inheritdoc/>
    public bool HearsVin => false;

    /// <inheritdoc/>
    public SightingVerdict Judge(Sighting sighting, Vin? vin)
    {
        if (!sighting.ServiceUuids.Contains(OpenLinkUuids.Service)) return SightingVerdict.Unrelated;
        if (vin is null || !TryReadTag(sighting, out var tag)) return SightingVerdict.Candidate;
        return tag.Matches(KeyOf(vin)) ? SightingVerdict.Candidate : SightingVerdict.OtherVehicle;
    }

    /// <inheritdoc/>
    /// <remarks>A dongle of another vehicle is not subscribed to.</remarks>
    public async Task<VinVerdict> OpenAsync(ILink link, Vin? vin, CancellationToken cancellationToken)
    {
        if (link is not IGattLink gatt || !gatt.HasService(OpenLinkUuids.Service))
            throw new LinkException(LinkLossReason.NotSupported, "The device does not have the open link service.");

        var features = await ReadFeaturesAsync(gatt, cancellationToken).ConfigureAwait(false);
        var verdict = vin is null
            ? VinVerdict.Unproven
            : await ProveAsync(gatt, KeyOf(vin), cancellationToken).ConfigureAwait(false);
        if (verdict == VinVerdict.WrongVehicle) return verdict;

        await gatt.SubscribeAsync(OpenLinkUuids.Information, cancellationToken).ConfigureAwait(false);
        if (features.HasFlag(OpenLinkFeatures.Measurements))
            await gatt.SubscribeAsync(OpenLinkUuids.Measurements, cancellationToken).ConfigureAwait(false);
        return verdict;
    }

    private static async Task<OpenLinkFeatures> ReadFeaturesAsync(IGattLink gatt, CancellationToken cancellationToken)
    {
        var value = await gatt.ReadAsync(OpenLinkUuids.Profile, cancellationToken).ConfigureAwait(false);
        if (!OpenLinkDescription.TryRead(value, out var description))
            throw new LinkException(LinkLossReason.ProtocolError, $"The dongle describes itself in {value.Length} bytes instead of {OpenLinkDescription.Length}.");
        if (description.Major != OpenLinkDescription.SupportedMajor)
            throw new LinkException(LinkLossReason.NotSupported, $"The dongle speaks version {description.Major} of the open link, not {OpenLinkDescription.SupportedMajor}.");
        return description.Features;
    }

    private async Task<VinVerdict> ProveAsync(IGattLink gatt, VinKey key, CancellationToken cancellationToken)
    {
        var nonce = new byte[VinProof.NonceLength];
        _fillRandom(nonce);
        await gatt.WriteAsync(OpenLinkUuids.VinProof, nonce, cancellationToken).ConfigureAwait(false);
        var proof = await gatt.ReadAsync(OpenLinkUuids.VinProof, cancellationToken).ConfigureAwait(false);
        if (proof.Length != VinProof.Length)
            throw new LinkException(LinkLossReason.ProtocolError, $"The dongle's VIN proof has {proof.Length} bytes instead of {VinProof.Length}.");
        return VinProof.Verify(key, nonce, proof) ? VinVerdict.Proven : VinVerdict.WrongVehicle;
    }

    private static bool TryReadTag(Sighting sighting, out AdvertTag tag)
    {
        tag = default;
        return sighting.Company == AdvertTag.Company && AdvertTag.TryRead(sighting.ManufacturerData.Span, out tag);
    }

    private VinKey KeyOf(Vin vin) => VinKey.For(vin, _ownerSecret);
}
