using O2X.Actors.Diagnostics;

namespace O2X.Cli.Doctor;

/// <summary>What a conclusion is worth: its mark on the page, and the command's exit code.</summary>
internal static class Verdict
{
    public static Mark MarkOf(DiagnosisCause cause) => cause switch
    {
        DiagnosisCause.Well or DiagnosisCause.EndOfSource or DiagnosisCause.Asleep => Mark.Right,
        DiagnosisCause.Unverified or DiagnosisCause.Linking => Mark.Unknown,
        _ => Mark.Wrong,
    };

    public static ExitCode CodeOf(DiagnosisCause cause) => cause switch
    {
        // Data flow, or there is a reason that is not a fault.
        DiagnosisCause.Well or DiagnosisCause.Unverified or DiagnosisCause.InvalidData or DiagnosisCause.EndOfSource or DiagnosisCause.Asleep => ExitCode.Done,
        DiagnosisCause.PermissionMissing or DiagnosisCause.SourceAbsent or DiagnosisCause.SourceOff or DiagnosisCause.SourceUnsuitable
            or DiagnosisCause.ScanFails or DiagnosisCause.EngineDisposed or DiagnosisCause.SubscriptionEnded => ExitCode.SourceUnusable,
        _ => ExitCode.ScanTimeout,
    };
}
