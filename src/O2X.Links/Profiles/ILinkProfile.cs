using O2X.Vehicles;
using O2X.Vehicles.Decoding;

namespace O2X.Links.Profiles;

/// <summary>What makes a device or bus a vehicle: which service, which framing, how a VIN is matched.</summary>
/// <remarks>Stateless towards the engine and safe for use by several threads.</remarks>
public interface ILinkProfile
{
    /// <summary>A short stable name: <c>open-link</c>, <c>ami-can</c>. It is remembered with a vehicle.</summary>
    string Name { get; }

    /// <summary>What the packets are.</summary>
    PayloadKind Payload { get; }

    /// <summary>The services to scan for; empty when the profile is not one of a radio.</summary>
    IReadOnlyList<Guid> ServiceUuids { get; }

    /// <summary>Whether a vehicle can be told from the packets themselves (a bus that broadcasts its VIN).</summary>
    bool HearsVin { get; }

    /// <summary>Judges a sighting without connecting.</summary>
    /// <param name="sighting">What was heard.</param>
    /// <param name="vin">The vehicle that is sought; null: whichever is there.</param>
    SightingVerdict Judge(Sighting sighting, Vin? vin);

    /// <summary>Makes the packets flow, and proves the VIN where the link can.</summary>
    /// <param name="link">A link that was just connected.</param>
    /// <param name="vin">The vehicle that is sought; null: whichever is there.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="LinkException">The device lacks what the profile needs, or does not keep to it.</exception>
    Task<VinVerdict> OpenAsync(ILink link, Vin? vin, CancellationToken cancellationToken);
}

/// <summary>What a sighting is worth.</summary>
public enum SightingVerdict
{
    /// <summary>Not of this profile.</summary>
    Unrelated,

    /// <summary>Of this profile, but surely another vehicle.</summary>
    OtherVehicle,

    /// <summary>May be the vehicle: worth connecting.</summary>
    Candidate,
}

/// <summary>What opening a link told of the VIN.</summary>
public enum VinVerdict
{
    /// <summary>It is the vehicle.</summary>
    Proven,

    /// <summary>It is another vehicle.</summary>
    WrongVehicle,

    /// <summary>The link cannot tell, or not yet.</summary>
    Unproven,
}
