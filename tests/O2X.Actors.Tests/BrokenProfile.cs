using O2X.Links;
using O2X.Links.Profiles;
using O2X.TestKit;
using O2X.Vehicles;
using O2X.Vehicles.Decoding;

namespace O2X.Actors.Tests;

/// <summary>The bus's own profile, but for what is broken.</summary>
internal sealed class BrokenProfile : ILinkProfile
{
    private readonly AmiCanProfile _profile = new();
    private readonly string _name = "broken";

    public string? Throws { get; set; }

    public bool GivesNothing { get; set; }

    public StepBehaviour Open { get; } = new();

    public string Name
    {
        get => Fact(_name, nameof(Name));
        init => _name = value;
    }

    public PayloadKind Payload => Fact(_profile.Payload, nameof(Payload));

    public IReadOnlyList<Guid> ServiceUuids => Fact(_profile.ServiceUuids, nameof(ServiceUuids));

    public bool HearsVin => Fact(_profile.HearsVin, nameof(HearsVin));

    public SightingVerdict Judge(Sighting sighting, Vin? vin) => Fact(_profile.Judge(sighting, vin), nameof(Judge));

    public Task<VinVerdict> OpenAsync(ILink link, Vin? vin, CancellationToken cancellationToken)
    {
        if (GivesNothing) return null!;
        _ = Fact(0, nameof(OpenAsync));
        return OpenAfterAsync(link, vin, cancellationToken);
    }

    private async Task<VinVerdict> OpenAfterAsync(ILink link, Vin? vin, CancellationToken cancellationToken)
    {
        await Open.RunAsync(cancellationToken).ConfigureAwait(false);
        return await _profile.OpenAsync(link, vin, cancellationToken).ConfigureAwait(false);
    }

    private T Fact<T>(T value, string name) => name == Throws ? throw new InvalidOperationException($"no {name}") : value;
}
