namespace O2X.Cli.Doctor;

/// <summary>The part of a page about the machine's clock, which is there only when something is to be said of it. Pure.</summary>
internal static class ClockPart
{
    private const string Advice =
        "Wait until a time server was reached: timedatectl tells, and timedatectl set-ntp true turns that on. Where there is no network, a hardware clock (RTC) keeps the time.";

    public static IEnumerable<Section> Of(bool isSynchronised)
    {
        if (isSynchronised) yield break;
        yield return new("Clock", [new(Mark.Wrong, "", "This machine has no clock of its own and was not told the time: moments may be wrong, ages are not.", Advice)]);
    }
}
