using O2X.Links;

namespace O2X.Actors;

/// <summary>What the SDK's two texts about the phone name when the source is not a phone's Bluetooth.</summary>
internal static class SourceErrors
{
    public static PimsError PermissionMissing(TransportInfo source) => PimsError.PermissionNeeded(NameOf(source));

    public static PimsError Unavailable(TransportInfo source) => PimsError.ActivationNeeded(NameOf(source));

    private static string NameOf(TransportInfo source) => source.Kind switch
    {
        TransportKind.Bus => "CAN interface",
        TransportKind.Log => "Log",
        _ => "Bluetooth",
    };
}
