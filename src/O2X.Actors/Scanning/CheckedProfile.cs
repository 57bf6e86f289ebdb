using O2X.Links;
using O2X.Links.Profiles;
using O2X.Vehicles;
using O2X.Vehicles.Decoding;

namespace O2X.Actors.Scanning;

/// <summary>
/// A profile as it was when the engine started: what it is, is read once, and what it does may fail a scan or an attempt, no more.
/// </summary>
internal sealed class CheckedProfile : ILinkProfile
{
    private readonly ILinkProfile _profile;

    private CheckedProfile(ILinkProfile profile)
    {
        _profile = profile;
        Name = profile.Name;
        Payload = profile.Payload;
        ServiceUuids = [.. profile.ServiceUuids];
        HearsVin = profile.HearsVin;
    }

    public string Name { get; }

    public PayloadKind Payload { get; }

    public IReadOnlyList<Guid> ServiceUuids { get; }

    public bool HearsVin { get; }

    /// <summary>Checks a profile.</summary>
    /// <exception cref="ArgumentException">It cannot say what it is; the message names it.</exception>
    public static CheckedProfile Of(ILinkProfile? profile)
    {
        if (profile is null) throw new ArgumentException($"{nameof(EngineOptions.Profiles)} holds a null.");
        CheckedProfile made;
        try
        {
            made = new CheckedProfile(profile);
        }
        catch (Exception exception)
        {
            throw Refusal(profile, $"{exception.GetType().Name}: {exception.Message}", exception);
        }

        if (string.IsNullOrWhiteSpace(made.Name)) throw Refusal(profile, "it has no name");
        return Enum.IsDefined(made.Payload) ? made : throw Refusal(profile, $"{made.Payload} is no payload");
    }

    public SightingVerdict Judge(Sighting sighting, Vin? vin)
    {
        try
        {
            return _profile.Judge(sighting, vin);
        }
        catch (Exception exception) when (exception is not LinkException)
        {
            throw new LinkException(Faulty($"{exception.GetType().Name}: {exception.Message}"), exception);
        }
    }

    public Task<VinVerdict> OpenAsync(ILink link, Vin? vin, CancellationToken cancellationToken) =>
        _profile.OpenAsync(link, vin, cancellationToken) ?? throw new LinkException(Faulty("it gave nothing."));

    private static ArgumentException Refusal(ILinkProfile profile, string problem, Exception? inner = null) =>
        new($"{nameof(EngineOptions.Profiles)}: {profile.GetType()} cannot be used: {problem}.", inner);

    private LinkFault Faulty(string problem) =>
        new(LinkLossReason.Unknown, $"The profile {Name} failed: {problem}", "It is a bug of the profile.");
}
