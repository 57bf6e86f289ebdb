using System.CommandLine;
using System.Globalization;
using O2X.Actors.Hosting;
using O2X.Actors.Hosting.Sources;
using O2X.Vehicles;

namespace O2X.Cli.Verbs;

/// <summary>The options that several verbs share, and how their values are read.</summary>
internal static class CommonOptions
{
    /// <summary>The longest time that <c>--for</c> can be given, in seconds: what a timer holds.</summary>
    public const double LongestFor = 4e6;

    public static Option<Vin?> Vin() => new("--vin")
    {
        Description = "The vehicle: 17 letters and digits.",
        HelpName = "VIN",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Vehicles.Vin.TryParse(text, out var vin)) return vin;
            result.AddError($"--vin: '{text}' is not a VIN: 17 characters of A-Z and 0-9 without I, O and Q");
            return null;
        },
    };

    public static Option<bool> Json() => new("--json") { Description = "Print one JSON object a line." };

    public static Option<string?> State() => new("--state")
    {
        Description = "The folder that keeps the remembered vehicle and the last information, apart for each kind of source.",
        HelpName = "DIR",
    };

    public static Option<bool> AllowActiveCan() => new("--allow-active-can")
    {
        Description = "can: use a controller that is not in listen-only mode. It acknowledges frames and can disturb the bus.",
    };

    public static Option<VehicleSource> Source() => new("--source")
    {
        Description = "Where to listen: sim, sim:SCENARIO, can:INTERFACE, ble (Bluetooth), ble:ADAPTER or log:FILE.",
        HelpName = "sim[:SCENARIO]|can:IFACE|ble[:ADAPTER]|log:FILE",
        DefaultValueFactory = _ => new SimulatorSource(),
        CustomParser = result =>
        {
            if (VehicleSource.TryParse(result.Tokens[0].Value, out var source, out var problem)) return source;
            result.AddError($"--source: {problem}");
            return null;
        },
    };

    /// <summary>The source of a verb that listens to the air itself.</summary>
    public static Option<VehicleSource> Radio()
    {
        var radio = Source();
        radio.Description = "The radio: ble (Bluetooth), ble:ADAPTER, sim or sim:SCENARIO.";
        radio.HelpName = "ble[:ADAPTER]|sim[:SCENARIO]";
        radio.DefaultValueFactory = _ => new BlueZSource();
        radio.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValue(radio) is { } source and not (BlueZSource or SimulatorSource))
                result.AddError($"--source: {source} is no radio: give ble, ble:ADAPTER, sim or sim:SCENARIO");
        });
        return radio;
    }

    public static Option<OwnerSecret?> OwnerSecretFile() => new("--owner-secret-file")
    {
        Description = "The file that holds the secret which the owner gave the dongle; nobody else should be able to read it.",
        HelpName = "FILE",
        CustomParser = result =>
        {
            if (OwnerSecret.TryRead(result.Tokens[0].Value, out var secret, out var problem)) return secret;
            result.AddError($"--owner-secret-file: {problem}");
            return null;
        },
    };

    /// <summary>A secret, after its warning was given, if there is one.</summary>
    public static OwnerSecret? Checked(OwnerSecret? secret, Terminal terminal)
    {
        if (secret?.Warning is { } warning) terminal.Error.WriteLine($"o2x: {warning}");
        return secret;
    }

    /// <summary>The adapter of a verb that is for Bluetooth alone.</summary>
    public static Option<string?> Adapter()
    {
        var adapter = new Option<string?>("--adapter") { Description = "The adapter, by name or by address; default: the first that is on.", HelpName = "hci0|ADDRESS" };
        adapter.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.Tokens[0].Value is var name && !BlueZSource.IsAdapter(name))
                result.AddError($"--adapter: '{name}' is no adapter: give hci0 or its address");
        });
        return adapter;
    }

    /// <summary>An option that takes a number greater than 0.</summary>
    public static Option<double?> Positive(string name, string helpName, string description, double largest) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= largest)
                return number;
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name}: '{text}' is not a number greater than 0 and at most {largest}"));
            return null;
        },
    };
}
