using O2X.Links.BlueZ.Bus;

namespace O2X.Links.BlueZ.Central;

/// <summary>Decides which adapter is used, whether it can be, and if not, what to do about it. Pure.</summary>
internal static class AdapterAssessment
{
    private const string PermissionAdvice =
        "sudo usermod -aG bluetooth $USER, and log in anew (in a systemd unit: SupplementaryGroups=bluetooth).";

    /// <summary>The adapter in use, and what can be said of it.</summary>
    /// <param name="condition">Whether BlueZ can be spoken to.</param>
    /// <param name="objects">What BlueZ has.</param>
    /// <param name="wanted">The adapter by name or address; null: the first that is on, else the first.</param>
    /// <param name="rfkill">Whether a radio is blocked.</param>
    public static AdapterSituation Assess(BusCondition condition, BlueZObjects objects, string? wanted, Rfkill rfkill)
    {
        switch (condition.State)
        {
            case BusState.Connecting:
                return Unusable(Availability.Absent, "BlueZ has not answered yet.", "systemctl status bluetooth tells how it fares.");
            case BusState.NoSocket:
                return Unusable(
                    Availability.Absent,
                    $"There is no D-Bus system bus here, over which BlueZ is spoken to: {condition.Detail} does not exist.",
                    $"sudo apt install dbus; sudo systemctl start dbus (in a container: mount {condition.Detail} of the host into it).");
            case BusState.NobodyListens:
                return Unusable(
                    Availability.Absent,
                    $"The D-Bus system bus is not running: nobody listens at {condition.Detail}.",
                    $"sudo systemctl restart dbus (in a container: mount {condition.Detail} of the host anew).");
            case BusState.SocketForbidden:
                return Unusable(
                    Availability.NoPermission,
                    $"This user may not use the D-Bus system bus: {condition.Detail} is closed to it.",
                    $"ls -l {condition.Detail} shows who may; usually everybody, unless a sandbox or a container forbids it.");
            case BusState.Unreachable:
                return Unusable(
                    Availability.Absent,
                    $"The system's D-Bus cannot be reached: {condition.Detail?.TrimEnd('.')}.",
                    "sudo systemctl start dbus (in a container: share /run/dbus with it).");
            case BusState.NoService:
                return Unusable(Availability.Absent, "bluetoothd is not running.", "sudo apt install bluez; sudo systemctl start bluetooth");
            case BusState.Denied:
                return Unusable(Availability.NoPermission, "This user may not use Bluetooth.", PermissionAdvice);
        }

        var adapters = objects.Paths(BlueZNames.Adapter);
        var path = wanted is null
            ? adapters.FirstOrDefault(found => IsOn(objects, found)) ?? adapters.FirstOrDefault()
            : adapters.FirstOrDefault(found => IsNamed(objects, found, wanted));
        return path is null ? Unusable(Availability.Absent, Missing(adapters, objects, wanted), "Plug it in; bluetoothctl list shows what is there.") : Assess(objects, path, rfkill);
    }

    /// <summary>
    /// Whether an adapter is on. One that is being switched off is not any more: BlueZ newer than 5.72 says so at once (older ones only
    /// when they are told to be experimental), while <c>Powered</c> follows about a second after the links were lost.
    /// </summary>
    public static bool IsOn(BlueZObjects objects, string path) =>
        objects.IsTrue(path, BlueZNames.Adapter, "Powered") && objects.Text(path, BlueZNames.Adapter, "PowerState") != "on-disabling";

    /// <summary>The name of an adapter: the end of its path.</summary>
    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static AdapterSituation Assess(BlueZObjects objects, string path, Rfkill rfkill)
    {
        if (IsOn(objects, path)) return new(TransportState.On, path);
        var name = NameOf(path);
        return rfkill.BlockOf(name) switch
        {
            RadioBlock.Soft => Unusable(Availability.Off, $"{name} is blocked.", "sudo rfkill unblock bluetooth") with { Path = path },
            RadioBlock.Hard => Unusable(Availability.Off, $"{name} is switched off by a switch or the firmware.", "Switch it on: a key, a switch, or the firmware's settings.") with { Path = path },
            _ => Unusable(Availability.Off, $"{name} is off.", "bluetoothctl power on") with { Path = path },
        };
    }

    private static bool IsNamed(BlueZObjects objects, string path, string wanted) =>
        NameOf(path) == wanted || string.Equals(objects.Text(path, BlueZNames.Adapter, "Address"), wanted, StringComparison.OrdinalIgnoreCase);

    private static string Missing(string[] adapters, BlueZObjects objects, string? wanted)
    {
        if (wanted is null) return "There is no Bluetooth adapter.";
        if (adapters.Length == 0) return $"There is no Bluetooth adapter {wanted}, nor any other.";
        var others = adapters.Select(found => $"{NameOf(found)} {objects.Text(found, BlueZNames.Adapter, "Address")}".TrimEnd());
        return $"There is no Bluetooth adapter {wanted}; there is {string.Join(", ", others)}.";
    }

    private static AdapterSituation Unusable(Availability availability, string detail, string advice) =>
        new(new TransportState(availability, detail, advice), Path: null);
}

/// <summary>The adapter in use.</summary>
/// <param name="State">Whether it can be used.</param>
/// <param name="Path">Its path at BlueZ; null where there is none.</param>
internal sealed record AdapterSituation(TransportState State, string? Path);
