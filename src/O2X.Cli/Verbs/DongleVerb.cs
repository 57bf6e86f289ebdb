using System.CommandLine;
using O2X.Actors.Hosting.Sources;
using O2X.Cli.Dongle;
using O2X.Links.BlueZ;
using O2X.Links.BlueZ.Peripheral;
using O2X.Vehicles.OpenLink.Serving;

namespace O2X.Cli.Verbs;

/// <summary><c>o2x dongle</c>: this machine as a dongle.</summary>
internal static class DongleVerb
{
    private const string About =
        """
        Makes this machine a dongle of the open link: what the source says of the vehicle is served over Bluetooth (Linux with BlueZ), until
        Ctrl-C or the end of a log. It waits for source and adapter. The adapter should be the dongle's own.
        """;

    // The shortest that the profile allows.
    private static readonly TimeSpan _framesInterval = TimeSpan.FromMilliseconds(25);

    public static Command Command(Terminal terminal, Action<Outcome> ended)
    {
        var source = CommonOptions.Source();
        source.Description = "Where the vehicle is heard: can:INTERFACE, log:FILE, sim or sim:SCENARIO.";
        source.HelpName = "sim[:SCENARIO]|can:IFACE|log:FILE";
        var vin = CommonOptions.Vin();
        vin.Required = true;
        var adapter = CommonOptions.Adapter();
        var secure = new Option<bool>("--secure") { Description = "Let only those in that are paired with this machine. New bonds are made while o2x dongle pair runs." };
        var secret = CommonOptions.OwnerSecretFile();
        secret.Description = "The file that holds a secret of yours, without which nobody can guess the VIN; nobody else should be able to read it.";
        var publish = new Option<bool>("--publish-vin") { Description = "Let anybody read the VIN." };
        var raw = new Option<bool>("--raw-can") { Description = "Serve the frames of the bus too, of all ids." };
        var allowActive = CommonOptions.AllowActiveCan();

        var command = new Command("dongle", About) { source, vin, adapter, secure, secret, publish, raw, allowActive, DonglePairVerb.Command(terminal, ended) };
        command.Validators.Add(result =>
        {
            var from = result.GetValue(source);
            if (from is BlueZSource) result.AddError("--source: a dongle does not serve what it hears over Bluetooth: give can:INTERFACE, log:FILE or sim");
            else if ((from is null or SimulatorSource) && result.GetValue(raw)) result.AddError("--raw-can needs a bus: give can:INTERFACE or log:FILE");
        });
        command.SetAction(async (parsed, _) =>
        {
            var withFrames = parsed.GetValue(raw);
            var from = parsed.GetValue(source)!;
            if (from is SocketCanSource can) from = can with { AllIds = withFrames, AllowActiveCan = parsed.GetValue(allowActive) };
            var options = new BlueZDongleOptions
            {
                BlueZ = new BlueZOptions { Adapter = parsed.GetValue(adapter) },
                Server = new OpenLinkServerOptions
                {
                    FramesInterval = withFrames ? _framesInterval : null,
                    PublishVin = parsed.GetValue(publish),
                    Secured = parsed.GetValue(secure),
                    OwnerSecret = CommonOptions.Checked(parsed.GetValue(secret), terminal)?.Value,
                },
            };
            ended(await new DongleServing(new DongleRequest(from, parsed.GetValue(vin)!, options), terminal).RunAsync().ConfigureAwait(false));
        });
        return command;
    }
}
