using O2X.VirtualAir.Gatt;
using O2X.VirtualAir.Hci;

namespace O2X.VirtualAir;

/// <summary>A central without a kernel that connects to an adapter, never pairs, and tries whatever there is.</summary>
internal static class Stranger
{
    private const byte Error = 0x01;
    private const byte MayWrite = 0x08;
    private const byte MayNotify = 0x10;

    private static readonly BluetoothAddress _address = BluetoothAddress.Parse("02:00:00:00:02:22");
    private static readonly ConnectionTiming _timing = new(24, 0, 42);

    /// <summary>Reads, writes and subscribes to each characteristic with a long UUID.</summary>
    /// <returns>For each attempt, in the order of the handles: the UUID's first half, what was tried, and the error or <c>ok</c>.</returns>
    public static async Task<string> TryAsync(Air air, string adapter)
    {
        var link = new AirLink(air.Line, air.Clock, _address, _timing);
        var client = new AttClient(air.Line, link);
        await air.Line.AskAsync(() =>
        {
            link.Central = client;
            var peripheral = air.Find(adapter);
            return peripheral.Advert is null ? throw new ArgumentException($"{adapter} does not advertise") : peripheral.Connect(link);
        });

        List<string> answers = [];
        foreach (var (handle, properties, uuid) in await client.DiscoverAsync())
        {
            if (GattUuids.ToBytes(uuid).Length == 2) continue;
            void Note(string what, byte[] response) =>
                answers.Add($"{uuid.ToString()[..8]}:{what}={(response is [Error, _, _, _, var code] ? $"{code:X2}" : "ok")}");

            Note("read", await client.ReadAsync(handle));
            if ((properties & MayWrite) != 0) Note("write", await client.WriteAsync(handle, 1, 2, 3, 4, 5, 6, 7, 8));
            if ((properties & MayNotify) != 0) Note("subscribe", await client.WriteAsync(handle + 1, 1, 0));
        }

        await air.Line.AskAsync(() =>
        {
            link.Close(client, HciStatus.RemoteUserTerminated);
            return true;
        });
        return string.Join(' ', answers);
    }
}
