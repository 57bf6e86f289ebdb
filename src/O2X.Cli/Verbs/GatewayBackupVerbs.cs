using System.CommandLine;
using O2X.Gateway.Operation.Backup;

namespace O2X.Cli.Verbs;

/// <summary><c>o2x gateway backup</c> and <c>o2x gateway restore</c>.</summary>
internal static class GatewayBackupVerbs
{
    private const string AboutBackup =
        """
        Writes everything that the gateway keeps into one archive, which is its owner's alone: it holds VINs. A running gateway is not
        disturbed. What signs cookies is left out; a history in PostgreSQL is that server's to back up.
        """;

    private const string AboutRestore =
        """
        Puts an archive in the place of everything that the gateway keeps: all of it, or nothing when something is wrong. The gateway must
        be stopped.
        """;

    public static Command Backup(Terminal terminal, Action<Outcome> ended)
    {
        var options = new GatewayStateOptions();
        var file = new Argument<string>("FILE") { Description = "The archive; it must not be there yet." };
        var command = new Command("backup", AboutBackup) { file };
        options.AddTo(command);
        command.SetAction((parsed, _) =>
        {
            var launch = options.Of(parsed, terminal);
            ended(GatewayStateOptions.Try(() =>
            {
                var count = GatewayBackup.Write(launch, parsed.GetValue(file)!, terminal.Time);
                terminal.Error.WriteLine($"o2x: {Files(count)} written.");
                return Outcome.Done;
            }));
            return Task.FromResult(0);
        });
        return command;
    }

    public static Command Restore(Terminal terminal, Action<Outcome> ended)
    {
        var options = new GatewayStateOptions();
        var file = new Argument<string>("FILE") { Description = "The archive." };
        var command = new Command("restore", AboutRestore) { file };
        options.AddTo(command);
        command.SetAction((parsed, _) =>
        {
            var launch = options.Of(parsed, terminal);
            ended(GatewayStateOptions.Try(() =>
            {
                var count = GatewayBackup.Restore(launch, parsed.GetValue(file)!, terminal.Time);
                terminal.Error.WriteLine($"o2x: {Files(count)} restored.");
                return Outcome.Done;
            }));
            return Task.FromResult(0);
        });
        return command;
    }

    private static string Files(int count) => count == 1 ? "1 file" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{count} files");
}
