using O2X.Links.BlueZ.Bus;

namespace O2X.Links.BlueZ.Pairing;

/// <summary>The calls of BlueZ's methods that pairing needs.</summary>
internal static class PairingCalls
{
    private const string ManagerPath = "/org/bluez";
    private const string Manager = "org.bluez.AgentManager1";

    // Whoever ends does not wait long for a bluetoothd that does not answer.
    private static readonly TimeSpan _parting = TimeSpan.FromSeconds(2);

    /// <summary>Has an object of this connection asked when something is paired with; each connection has one at most.</summary>
    public static BlueZCall RegisterAgent(string agent, string capability) => new(ManagerPath, Manager, "RegisterAgent")
    {
        Signature = "os",
        Body = writer =>
        {
            writer.WriteObjectPath(agent);
            writer.WriteString(capability);
        },
    };

    /// <summary>Has the agent asked for whatever others begin, on all adapters.</summary>
    public static BlueZCall RequestDefaultAgent(string agent) => OfAgent(agent, "RequestDefaultAgent");

    public static BlueZCall UnregisterAgent(string agent) => OfAgent(agent, "UnregisterAgent") with { Timeout = _parting };

    /// <summary>Pairs; the answer comes when services are found, too.</summary>
    public static BlueZCall Pair(string device, TimeSpan limit) => new(device, BlueZNames.Device, "Pair") { Timeout = limit };

    /// <summary>Ends a pairing under way; where there is none, the bond is what ends.</summary>
    public static BlueZCall CancelPairing(string device) => new(device, BlueZNames.Device, "CancelPairing") { Timeout = _parting };

    private static BlueZCall OfAgent(string agent, string member) =>
        new(ManagerPath, Manager, member) { Signature = "o", Body = writer => writer.WriteObjectPath(agent) };
}
