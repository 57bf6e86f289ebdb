using O2X.Vehicles;
using O2X.Vehicles.Decoding;

namespace O2X.Links.Profiles;

/// <summary>The vehicle's own CAN bus: it broadcasts its values and its VIN, and is only listened to.</summary>
public sealed class AmiCanProfile : ILinkProfile
{
    /// <inheritdoc/>
    public string Name => "ami-can";

    /// <inheritdoc/>
    public PayloadKind Payload => PayloadKind.CanFrame;

    /// <inheritdoc/>
    public IReadOnlyList<Guid> ServiceUuids => [];

    /// <inheritdoc/>
    public bool HearsVin => true;

    /// <inheritdoc/>
    public SightingVerdict Judge(Sighting sighting, Vin? vin) =>
        sighting.IsBus ? SightingVerdict.Candidate : SightingVerdict.Unrelated;

    /// <inheritdoc/>
    public Task<VinVerdict> OpenAsync(ILink link, Vin? vin, CancellationToken cancellationToken) =>
        link is IBusLink
            ? Task.FromResult(VinVerdict.Unproven)
            : throw new LinkException(LinkLossReason.NotSupported, "The link is not one to a CAN bus.");
}
