using System.CommandLine;
using O2X.Cli.Pairing;

namespace O2X.Cli.Verbs;

/// <summary><c>o2x pair</c>: pairs this machine with a secured dongle.</summary>
internal static class PairVerb
{
    private const string About =
        """
        Pairs this machine with a secured dongle, once: asks for the passkey of six digits that the dongle shows while its pairing window is
        open (o2x dongle pair), on standard input. A dongle that pairs without a passkey is refused.
        """;

    public static Command Command(Terminal terminal, Action<Outcome> ended)
    {
        var address = new Argument<string>("ADDRESS") { Description = "The dongle, as o2x scan shows it." };
        address.Validators.Add(result =>
        {
            if (!IsAddress(result.Tokens[0].Value)) result.AddError("ADDRESS: six bytes in hexadecimal with colons between them, as o2x scan shows them");
        });
        var adapter = CommonOptions.Adapter();
        var passkey = new Option<int?>("--passkey")
        {
            Description = "The passkey of a dongle that has always the same. Others on this machine can see it here; standard input keeps it from them.",
            HelpName = "NNNNNN",
            CustomParser = result =>
            {
                if (PasskeyPrompt.TryParse(result.Tokens[0].Value, out var digits)) return digits;
                result.AddError("--passkey: a passkey has six digits");
                return null;
            },
        };
        var command = new Command("pair", About) { address, adapter, passkey };
        command.SetAction(async (parsed, _) =>
        {
            var request = new PairRequest(parsed.GetValue(address)!) { Adapter = parsed.GetValue(adapter), Passkey = parsed.GetValue(passkey) };
            ended(await new PairRun(request, terminal).RunAsync().ConfigureAwait(false));
        });
        return command;
    }

    private static bool IsAddress(string text) =>
        text.Split(':') is { Length: 6 } bytes && Array.TrueForAll(bytes, each => each.Length == 2 && each.All(char.IsAsciiHexDigit));
}
