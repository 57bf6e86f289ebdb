using System.Globalization;
using O2X.Simulator.Cars;
using O2X.Simulator.Faults;
using O2X.Simulator.Radio;
using O2X.VirtualAir.Cars;
using O2X.VirtualAir.Hci;
using O2X.Vehicles;

namespace O2X.VirtualAir;

/// <summary>What a script can tell the air, one line a command; each is answered with one line, <c>ok</c> or <c>error</c> and more.</summary>
internal sealed class Commands
{
    private readonly Air _air;
    private readonly Garage _garage;
    private readonly Dictionary<string, Func<string[], string>> _commands;
    private readonly Dictionary<string, Func<string[], Task<string>>> _conversations;

    public Commands(Air air, Garage garage)
    {
        _air = air;
        _garage = garage;
        _commands = new()
        {
            // plug ADDRESS
            ["plug"] = words => new LeController(air, BluetoothAddress.Parse(words[0])).Name,
            // unplug hciN
            ["unplug"] = words => Do(() => air.Find(words[0]).Unplug()),
            // adverts hciN
            ["adverts"] = words => Describe(air.Find(words[0])),
            // add CAR VIN [untagged] [plain: no measurements]
            ["add"] = Add,
            // address CAR ADDRESS
            ["address"] = words => Do(() => Car(words).Dongle.Address = words[1]),
            // mtu CAR BYTES
            ["mtu"] = words => Do(() => Car(words).MostMtu = ushort.Parse(words[1], CultureInfo.InvariantCulture)),
            // do CAR ACTIVITY
            ["do"] = words => Do(() => Car(words).Dongle.Car.Do(Enum.Parse<CarActivity>(words[1], ignoreCase: true))),
            // charge CAR PERCENT
            ["charge"] = words => Do(() => Car(words).Dongle.Car.SetStateOfCharge(double.Parse(words[1], CultureInfo.InvariantCulture))),
            // rssi CAR DBM
            ["rssi"] = words => Do(() => Car(words).Dongle.Rssi = int.Parse(words[1], CultureInfo.InvariantCulture)),
            // links CAR
            ["links"] = words => $"{Car(words).Dongle.OpenLinks}",
            // drop CAR: lost in the air; close CAR: closed by the dongle
            ["drop"] = words => Do(() => Car(words).Dongle.DropLink()),
            ["close"] = words => Do(() => Car(words).Dongle.DropLink(Links.LinkLossReason.PeerTerminated)),
            // range CAR|hciN on|off, and what else a dongle can be made to do
            ["range"] = words => Do(() => SetRange(words[0], IsOn(words))),
            ["silent"] = words => Do(() => Car(words).Dongle.Silent = IsOn(words)),
            ["garbled"] = words => Do(() => Car(words).Dongle.Garbled = IsOn(words)),
            ["refuse"] = words => Do(() => Car(words).Dongle.RefuseConnect = IsOn(words)),
            ["hang"] = words => Do(() => Car(words).Dongle.HangConnect = IsOn(words)),
            ["mute"] = words => Do(() => Car(words).Dongle.HangDiscovery = IsOn(words)),
            // fault NAME on|off: of the catalogue, with the car ami
            ["fault"] = SetFault,
        };
        _conversations = new()
        {
            // strange hciN: what a stranger who connects is answered
            ["strange"] = words => Stranger.TryAsync(air, words[0]),
            // flood CAR PACKETS_A_SECOND SECONDS: how many packets were sent
            ["flood"] = async words => $"{await Flood.SendAsync(air, Car(words), int.Parse(words[1], CultureInfo.InvariantCulture), int.Parse(words[2], CultureInfo.InvariantCulture))}",
        };
    }

    public async Task<string> ExecuteAsync(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        try
        {
            if (words.Length > 0 && _conversations.TryGetValue(words[0], out var conversation)) return $"ok {await conversation(words[1..])}";
            if (words.Length == 0 || !_commands.TryGetValue(words[0], out var command)) return $"error {line} is no command";
            return $"ok {await _air.Line.AskAsync(() => command(words[1..]))}".TrimEnd();
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or IndexOutOfRangeException or IOException)
        {
            return $"error {e.Message}";
        }
    }

    private static string Do(Action action)
    {
        action();
        return "";
    }

    private static bool IsOn(string[] words) => words[^1] switch
    {
        "on" => true,
        "off" => false,
        var other => throw new ArgumentException($"{other} is neither on nor off"),
    };

    private static string Describe(LeController controller) =>
        controller.Advert is not { } advert
            ? "none"
            : $"{advert.Kind} {advert.Address} {Convert.ToHexString(advert.Data)} {Convert.ToHexString(advert.ScanResponse!)} {controller.AdvertisingInterval.TotalMilliseconds:0.#}";

    private CarPeripheral Car(string[] words) => _garage.Find(words[0]);

    private string Add(string[] words)
    {
        var options = new DongleOptions { AdvertisesTag = !words.Contains("untagged") };
        if (words.Contains("plain")) options = options with { MeasurementsInterval = null };
        return _garage.Add(words[0], Vin.Parse(words[1]), options).Dongle.Address;
    }

    private void SetRange(string name, bool inRange)
    {
        if (name.StartsWith("hci", StringComparison.Ordinal)) _air.Find(name).InRange = inRange;
        else _garage.Find(name).Dongle.InRange = inRange;
    }

    private string SetFault(string[] words)
    {
        var fault = Fault.Find(words[0]) ?? throw new ArgumentException($"there is no fault {words[0]}");
        if (IsOn(words)) fault.Begin(_garage.World);
        else fault.End(_garage.World);
        return "";
    }
}
