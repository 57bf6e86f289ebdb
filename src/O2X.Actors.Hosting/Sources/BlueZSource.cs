using System.Text.RegularExpressions;
using O2X.Links;
using O2X.Links.BlueZ;

namespace O2X.Actors.Hosting.Sources;

/// <summary>Bluetooth Low Energy on Linux, through BlueZ.</summary>
/// <param name="Adapter">
/// The adapter, by name (<c>hci0</c>) or by address (<c>00:1A:7D:DA:71:13</c>, any case); null: the first that is there and on.
/// </param>
public sealed partial record BlueZSource(string? Adapter = null) : VehicleSource
{
    /// <summary>Whether a text can name an adapter: <c>hci</c> and a number, or six bytes in hexadecimal with colons between them.</summary>
    public static bool IsAdapter(string? text) => text is not null && AdapterName().IsMatch(text);

    /// <inheritdoc/>
    /// <remarks>On other systems than Linux the transport says that it is unsuitable, and what to use instead.</remarks>
    public override ILinkTransport Open(TimeProvider? clock = null) => OperatingSystem.IsLinux()
        ? new BlueZTransport(new BlueZOptions { Adapter = Adapter }, clock)
        : Elsewhere(clock);

    /// <inheritdoc/>
    public override string ToString() => Adapter is null ? "ble" : $"ble:{Adapter}";

    internal UnsuitableTransport Elsewhere(TimeProvider? clock) => new(
        new TransportInfo(ToString(), TransportKind.Bluetooth),
        clock ?? TimeProvider.System,
        "Bluetooth needs Linux here: it goes through BlueZ.",
        "Run it on Linux; in a program of your own, O2X.Links.InTheHand is there for Windows, macOS, Android and iOS.");

    [GeneratedRegex(@"\A(hci[0-9]{1,5}|[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5})\z")]
    private static partial Regex AdapterName();
}
