using System.CommandLine;
using O2X.Actors.Hosting.Sources;
using O2X.Cli.Scanning;

namespace O2X.Cli.Verbs;

/// <summary><c>o2x scan</c>: what is in the air, live.</summary>
internal static class ScanVerb
{
    private const string About =
        """
        Shows the dongles in the air, the strongest first, until Ctrl-C or --for. VIN says by the tag in the advert whether it is the vehicle of
        --vin, or else the remembered one: yes, no, or - where there is no telling. Connects to nothing.
        """;

    public static Command Command(Terminal terminal, Action<Outcome> ended)
    {
        var source = CommonOptions.Radio();
        var vin = CommonOptions.Vin();
        var duration = CommonOptions.Positive("--for", "SECONDS", "End after so many seconds.", CommonOptions.LongestFor);
        var json = CommonOptions.Json();
        var all = new Option<bool>("--all") { Description = "Show every device, not just dongles of a known profile." };
        var secret = CommonOptions.OwnerSecretFile();
        var state = CommonOptions.State();

        var command = new Command("scan", About) { source, vin, duration, json, all, secret, state };
        command.SetAction(async (parsed, _) =>
        {
            var request = new ScanRequest
            {
                Source = parsed.GetValue(source)!,
                Vin = parsed.GetValue(vin),
                For = parsed.GetValue(duration) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                Json = parsed.GetValue(json),
                All = parsed.GetValue(all),
                Secret = CommonOptions.Checked(parsed.GetValue(secret), terminal),
                StateDirectory = parsed.GetValue(state),
            };
            ended(await new ScanRun(request, terminal).RunAsync().ConfigureAwait(false));
        });
        return command;
    }
}
