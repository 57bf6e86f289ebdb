using O2X.Vehicles.OpenLink;
using O2X.Vehicles.OpenLink.Serving;

namespace O2X.Vehicles.Tests.OpenLink.Serving;

/// <summary>A dongle on virtual time: lets it pass from deadline to deadline, and keeps what the dongle wanted with the time of it.</summary>
internal sealed class ServerBench
{
    public static readonly Vin TheVin = Vin.Parse("VR1AB12C3D4567890");

    private byte _salts;

    public ServerBench(OpenLinkServerOptions? options = null)
    {
        Server = new OpenLinkServer(TheVin, options, salt => salt.Fill(++_salts), now: 0);
        Pass(0);
    }

    public OpenLinkServer Server { get; }

    public long Now { get; private set; }

    public List<(double At, ServerAction Action)> Log { get; } = [];

    public IEnumerable<(double At, byte[] Packet)> Packets(Guid characteristic) =>
        from entry in Log
        let notify = entry.Action as ServerAction.Notify
        where notify?.Characteristic == characteristic
        select (entry.At, notify.Packet.ToArray());

    public IEnumerable<(double At, string Central, DropReason Reason)> Drops =>
        from entry in Log
        let drop = entry.Action as ServerAction.Drop
        where drop is not null
        select (entry.At, drop.Central, drop.Reason);

    public IEnumerable<double> Adverts => Log.Where(entry => entry.Action is ServerAction.Advertise).Select(entry => entry.At);

    /// <summary>Lets time pass.</summary>
    public void Pass(double seconds)
    {
        var end = Now + (long)Math.Round(seconds * TimeSpan.TicksPerSecond);
        while (Server.NextDeadline <= end)
        {
            Now = Math.Max(Now, Server.NextDeadline);
            var actions = Server.Advance(Now);
            Assert.NotEmpty(actions);
            Log.AddRange(actions.Select(action => (Now / (double)TimeSpan.TicksPerSecond, action)));
        }

        Now = end;
        Assert.Empty(Server.Advance(Now));
    }

    public void Subscribe(string? central, Guid characteristic, bool on = true)
    {
        Server.Subscribe(central, characteristic, on, Now);
        Pass(0);
    }

    public void Connect(string central)
    {
        Server.Connect(central, Now);
        Pass(0);
    }

    public void Tell(in OpenLinkInformation information)
    {
        Server.Tell(information, Now);
        Pass(0);
    }

    public void Tell(in OpenLinkMeasurements measurements)
    {
        Server.Tell(measurements);
        Pass(0);
    }
}
