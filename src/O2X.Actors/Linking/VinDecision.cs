using O2X.Links;
using O2X.Links.Profiles;
using O2X.Vehicles;

namespace O2X.Actors.Linking;

/// <summary>Decides whether a link is one to the vehicle that is sought. Pure.</summary>
internal static class VinDecision
{
    /// <summary>Decides.</summary>
    /// <param name="verdict">What opening the link told.</param>
    /// <param name="heard">The VIN that the vehicle itself said; null when it has not.</param>
    /// <param name="sought">The vehicle that is sought; null: whichever is there.</param>
    /// <param name="mayStillHear">Whether the VIN may yet be heard.</param>
    /// <param name="allowsUnverified">Whether a vehicle that cannot prove its VIN is taken.</param>
    public static VinOutcome Decide(VinVerdict verdict, Vin? heard, Vin? sought, bool mayStillHear, bool allowsUnverified)
    {
        if (verdict == VinVerdict.WrongVehicle) return VinOutcome.WrongVehicle;
        if (heard is not null) return sought is null || heard == sought ? VinOutcome.Verified : VinOutcome.WrongVehicle;
        if (verdict == VinVerdict.Proven) return VinOutcome.Verified;
        if (mayStillHear) return VinOutcome.Wait;
        return allowsUnverified && sought is not null ? VinOutcome.Unverified : VinOutcome.Refused;
    }

    /// <summary>Whether a source is trusted with a VIN that nothing proves, when no option says so.</summary>
    public static bool AllowsUnverified(TransportKind kind) => kind is TransportKind.Bus or TransportKind.Log;
}

/// <summary>What is thought of a link's vehicle.</summary>
internal enum VinOutcome
{
    /// <summary>Not known yet.</summary>
    Wait,

    /// <summary>It is the vehicle.</summary>
    Verified,

    /// <summary>Nothing proves it, and it is taken all the same.</summary>
    Unverified,

    /// <summary>It is another vehicle.</summary>
    WrongVehicle,

    /// <summary>Nothing proves it, and that is not enough.</summary>
    Refused,
}
