using System.CommandLine;
using O2X.Cli.Pairing;
using O2X.Links.BlueZ.Pairing;

namespace O2X.Cli.Verbs;

/// <summary><c>o2x dongle pair</c>: the time in which a dongle makes a new bond.</summary>
internal static class DonglePairVerb
{
    private const double Longest = 3600;

    private const string About =
        """
        Lets one other machine pair with this one, within 120 s: shows the passkey that is to be typed there (o2x pair). It works beside a
        running o2x dongle --secure, which makes no bonds at any other time. Pairing without a passkey is refused.
        """;

    public static Command Command(Terminal terminal, Action<Outcome> ended)
    {
        var adapter = CommonOptions.Adapter();
        var duration = CommonOptions.Positive("--for", "SECONDS", "How long at most; default: 120.", Longest);
        var json = CommonOptions.Json();
        var command = new Command("pair", About) { adapter, duration, json };
        command.SetAction(async (parsed, _) =>
        {
            var request = new PairingWindowRequest
            {
                Adapter = parsed.GetValue(adapter),
                For = parsed.GetValue(duration) is { } seconds ? TimeSpan.FromSeconds(seconds) : BlueZPairingWindow.DefaultLength,
                Json = parsed.GetValue(json),
            };
            ended(await new PairingWindowRun(request, terminal).RunAsync().ConfigureAwait(false));
        });
        return command;
    }
}
