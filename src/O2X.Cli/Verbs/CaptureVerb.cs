using System.CommandLine;
using O2X.Actors.Hosting.Sources;
using O2X.Cli.Capture;

namespace O2X.Cli.Verbs;

/// <summary><c>o2x capture</c>: records what a source sends, for a replay or a bug report.</summary>
internal static class CaptureVerb
{
    private const string About =
        """
        Records what a source sends, until Ctrl-C, the end of the source or --for: a CAN bus as candump -L does, with all ids; what comes over
        a link as one JSON object a line. "o2x replay FILE" plays both. A log as the source is copied, to be anonymised.
        """;

    private const string AnonymiseAbout =
        """
        Replace the VIN, the same by the same, by another valid one of the same maker, and leave out the dongle's address and name, and texts in
        frames of unknown ids. Odometer, times and all other values stay as they are. There is no way back.
        """;

    public static Command Command(Terminal terminal, string software, Action<Outcome> ended)
    {
        var file = new Argument<string>("FILE") { Description = "Where to; - is standard output." };
        var source = CommonOptions.Source();
        var vin = CommonOptions.Vin();
        var firstTime = new Option<bool>("--first-time") { Description = "Take a new vehicle instead of the remembered one; give up when the scan timeout (60 s) is over." };
        var duration = CommonOptions.Positive("--for", "SECONDS", "End after so many seconds.", CommonOptions.LongestFor);
        var anonymise = new Option<bool>("--anonymise") { Description = AnonymiseAbout };
        var force = new Option<bool>("--force") { Description = "Replace FILE if it is there." };
        var secret = CommonOptions.OwnerSecretFile();
        var state = CommonOptions.State();
        var allowActive = CommonOptions.AllowActiveCan();

        var command = new Command("capture", About) { file, source, vin, firstTime, duration, anonymise, force, secret, state, allowActive };
        command.SetAction(async (parsed, _) =>
        {
            var from = parsed.GetValue(source)!;
            if (from is SocketCanSource can) from = can with { AllIds = true, AllowActiveCan = parsed.GetValue(allowActive) };
            var request = new CaptureRequest(from, parsed.GetValue(file)!)
            {
                Vin = parsed.GetValue(vin),
                FirstTime = parsed.GetValue(firstTime),
                For = parsed.GetValue(duration) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                Anonymise = parsed.GetValue(anonymise),
                Force = parsed.GetValue(force),
                Secret = CommonOptions.Checked(parsed.GetValue(secret), terminal),
                StateDirectory = parsed.GetValue(state),
            };
            ended(await new Capturing(request, terminal, software).RunAsync().ConfigureAwait(false));
        });
        return command;
    }
}
