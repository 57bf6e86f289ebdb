using System.CommandLine;
using O2X.Cli.Probing;

namespace O2X.Cli.Verbs;

/// <summary><c>o2x probe</c>: what an unknown device has, in one page.</summary>
internal static class ProbeVerb
{
    private const int LongestAddress = 64;

    private const string About =
        """
        Lists the services, characteristics and flags of a device in the air, for example of the dongle that the manufacturer sells. Writes
        nothing and subscribes to nothing. The page can go into a bug report: what looks like a VIN is masked.
        """;

    public static Command Command(Terminal terminal, Action<Outcome> ended)
    {
        var address = new Argument<string>("ADDRESS") { Description = "The device, as o2x scan --all shows it." };
        address.Validators.Add(result =>
        {
            if (result.Tokens[0].Value is { Length: 0 or > LongestAddress }) result.AddError($"ADDRESS: 1 to {LongestAddress} characters, as o2x scan --all shows them");
        });
        var source = CommonOptions.Radio();
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };
        var read = new Option<bool>("--read") { Description = "Read the values too, and show them in hexadecimal and as text." };

        var command = new Command("probe", About) { address, source, json, read };
        command.SetAction(async (parsed, _) =>
        {
            var request = new ProbeRequest(parsed.GetValue(address)!)
            {
                Source = parsed.GetValue(source)!,
                Json = parsed.GetValue(json),
                Read = parsed.GetValue(read),
            };
            ended(await new ProbeRun(request, terminal).RunAsync().ConfigureAwait(false));
        });
        return command;
    }
}
