using O2X.Actors.Diagnostics;
using O2X.Cli.Doctor;

namespace O2X.Cli.Tests.Doctor;

public class VerdictTests
{
    [Theory]
    [InlineData(ExitCode.Done, "EndOfSource InvalidData Unverified Well Asleep")]
    [InlineData(ExitCode.SourceUnusable, "EngineDisposed SubscriptionEnded PermissionMissing SourceAbsent SourceOff SourceUnsuitable ScanFails")]
    [InlineData(ExitCode.ScanTimeout, "NotSubscribed LinkSilent NothingHeard OnlyOthersHeard ConnectFails VerifyFails Linking")]
    public void Makes_an_exit_code_of_each_cause(object code, string causes) => Assert.Equal(
        causes.Split(' '), Enum.GetValues<DiagnosisCause>().Where(cause => Verdict.CodeOf(cause) == (ExitCode)code).Select(cause => $"{cause}"));

    [Fact]
    public void Marks_as_right_only_what_ends_well() => Assert.All(
        Enum.GetValues<DiagnosisCause>().Where(cause => Verdict.MarkOf(cause) == Mark.Right),
        cause => Assert.Equal(ExitCode.Done, Verdict.CodeOf(cause)));
}
