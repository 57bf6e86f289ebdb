using System.Text;
using O2X.Vehicles.OpenLink;
using O2X.Vehicles.OpenLink.Serving;

namespace O2X.Vehicles.Tests.OpenLink.Serving;

public class OpenLinkServerCentralTests
{
    private static readonly byte[] Nonce = [0, 1, 2, 3, 4, 5, 6, 7];
    private static readonly byte[] OtherNonce = [7, 6, 5, 4, 3, 2, 1, 0];
    private static readonly VinKey Key = VinKey.For(ServerBench.TheVin);

    private readonly ServerBench _bench = new();

    private OpenLinkServer Server => _bench.Server;

    [Fact]
    public void Proves_the_vin_to_each_central_with_its_own_nonce()
    {
        Assert.Equal(GattRefusal.None, Server.Write("a", OpenLinkUuids.VinProof, Nonce, 0));
        Assert.Equal(GattRefusal.None, Server.Write("b", OpenLinkUuids.VinProof, OtherNonce, 0));
        Assert.True(VinProof.Verify(Key, Nonce, Read("a", OpenLinkUuids.VinProof)));
        Assert.True(VinProof.Verify(Key, OtherNonce, Read("b", OpenLinkUuids.VinProof)));
        Assert.True(VinProof.Verify(Key, Nonce, Read("a", OpenLinkUuids.VinProof)));
    }

    [Fact]
    public void Forgets_the_nonce_of_a_central_that_is_gone()
    {
        Server.Write("a", OpenLinkUuids.VinProof, Nonce, 0);
        Server.Disconnect("a");
        Server.Connect("a", 0);
        Assert.Equal(GattRefusal.NoNonce, Server.Read("a", OpenLinkUuids.VinProof, 0).Refusal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(512)]
    public void Refuses_a_nonce_of_another_length_and_keeps_the_one_before(int length)
    {
        Server.Write("a", OpenLinkUuids.VinProof, Nonce, 0);
        Assert.Equal(GattRefusal.InvalidLength, Server.Write("a", OpenLinkUuids.VinProof, new byte[length], 0));
        Assert.True(VinProof.Verify(Key, Nonce, Read("a", OpenLinkUuids.VinProof)));
    }

    [Fact]
    public void Refuses_what_is_not_offered()
    {
        Assert.Equal(GattRefusal.InvalidOffset, Server.Write("a", OpenLinkUuids.VinProof, Nonce, 0, offset: 1));
        Assert.Equal(GattRefusal.WriteNotPermitted, Server.Write("a", OpenLinkUuids.Information, Nonce, 0));
        Assert.Equal(GattRefusal.NotFound, Server.Write("a", OpenLinkUuids.RawCan, Nonce, 0));
        Assert.Equal(GattRefusal.NotFound, Server.Read("a", OpenLinkUuids.Vin, 0).Refusal);
        Assert.Equal(GattRefusal.NotFound, Server.Read("a", OpenLinkUuids.Service, 0).Refusal);
        var withFrames = new ServerBench(new OpenLinkServerOptions { FramesInterval = TimeSpan.FromSeconds(1) });
        Assert.Equal(GattRefusal.ReadNotPermitted, withFrames.Server.Read("a", OpenLinkUuids.RawCan, 0).Refusal);
    }

    [Fact]
    public void Reads_from_an_offset()
    {
        Assert.Equal(Read("a", OpenLinkUuids.Profile)[3..], Server.Read("a", OpenLinkUuids.Profile, 0, offset: 3).Value.ToArray());
        Assert.Equal(new GattAnswer(default, GattRefusal.None), Server.Read("a", OpenLinkUuids.Profile, 0, offset: 7) with { Value = default });
        Assert.Equal(GattRefusal.InvalidOffset, Server.Read("a", OpenLinkUuids.Profile, 0, offset: 8).Refusal);
        Assert.Equal(GattRefusal.InvalidOffset, Server.Read("a", OpenLinkUuids.Profile, 0, offset: -1).Refusal);
    }

    [Theory]
    [InlineData(false, false, OpenLinkFeatures.Measurements)]
    [InlineData(true, false, OpenLinkFeatures.Measurements | OpenLinkFeatures.PublishedVin)]
    [InlineData(false, true, OpenLinkFeatures.Measurements | OpenLinkFeatures.PublishedVin | OpenLinkFeatures.Secured)]
    public void Gives_the_vin_only_when_it_is_published_or_the_link_secured(bool publish, bool secured, OpenLinkFeatures features)
    {
        var server = new ServerBench(new OpenLinkServerOptions { PublishVin = publish, Secured = secured }).Server;
        Assert.True(OpenLinkDescription.TryRead(server.Read("a", OpenLinkUuids.Profile, 0).Value.Span, out var description));
        Assert.Equal(new OpenLinkDescription(features, TimeSpan.FromMilliseconds(500), 3), description);
        var vin = server.Read("a", OpenLinkUuids.Vin, 0);
        Assert.Equal(publish || secured ? ServerBench.TheVin.Full : "", Encoding.ASCII.GetString(vin.Value.Span));
    }

    [Fact]
    public void Drops_one_central_too_many_and_asks_again_until_it_is_gone()
    {
        foreach (var central in new[] { "a", "b", "c", "d" }) Join(central);
        Assert.Equal(3, Server.Centrals);
        Assert.Equal([(0, "d", DropReason.Full)], _bench.Drops);
        _bench.Pass(25);
        Assert.Equal([(0, "d", DropReason.Full), (10, "d", DropReason.Full), (20, "d", DropReason.Full)], _bench.Drops);
        Assert.Equal(1, Server.Counters.CentralsDropped);

        Server.Disconnect("d");
        Server.Disconnect("a");
        Join("e");
        _bench.Pass(60);
        Assert.Equal(3, _bench.Drops.Count());
    }

    [Fact]
    public void Drops_a_central_that_does_nothing()
    {
        _bench.Connect("a");
        _bench.Pass(5);
        Join("b");
        Read("a", OpenLinkUuids.Profile);
        Server.Write("a", OpenLinkUuids.VinProof, Nonce, _bench.Now);
        _bench.Pass(4.9);
        Assert.Empty(_bench.Drops);
        _bench.Pass(0.1);
        Assert.Equal([(10, "a", DropReason.Idle)], _bench.Drops);
        Assert.Equal(1, Server.Centrals);
    }

    [Fact]
    public void Keeps_a_central_that_subscribed()
    {
        _bench.Connect("a");
        _bench.Subscribe("a", OpenLinkUuids.Measurements);
        _bench.Pass(60);
        Assert.Empty(_bench.Drops);
        _bench.Subscribe("a", OpenLinkUuids.Measurements, on: false);
        _bench.Pass(60);
        Assert.Equal((70, "a", DropReason.Idle), _bench.Drops.First());
    }

    [Fact]
    public void Holds_a_subscription_of_nobody_known_for_one_of_those_that_did_nothing_yet()
    {
        _bench.Connect("a");
        Join("b");
        _bench.Subscribe(null, OpenLinkUuids.Information);
        _bench.Pass(1);
        _bench.Connect("c");
        _bench.Pass(10);
        Assert.Equal([(11, "c", DropReason.Idle)], _bench.Drops);
        Server.Disconnect("c");

        // Its end is the end for all: "a" has nothing else, "b" has asked for the proof.
        _bench.Subscribe(null, OpenLinkUuids.Information, on: false);
        _bench.Pass(10);
        Assert.Equal((21, "a", DropReason.Idle), _bench.Drops.Last());
    }

    [Fact]
    public void Goes_on_for_a_subscriber_of_which_nothing_is_known()
    {
        _bench.Subscribe(null, OpenLinkUuids.Information);
        _bench.Pass(2);
        Assert.Equal(3, Server.Counters.Packets);
        Server.DisconnectAll();
        _bench.Pass(2);
        Assert.Equal(3, Server.Counters.Packets);
    }

    [Fact]
    public void Ignores_subscriptions_to_what_does_not_notify()
    {
        _bench.Connect("a");
        _bench.Subscribe("a", OpenLinkUuids.Profile);
        _bench.Subscribe(null, OpenLinkUuids.RawCan);
        _bench.Pass(10);
        Assert.Single(_bench.Drops);
    }

    [Fact]
    public void Draws_a_new_salt_every_15_minutes()
    {
        _bench.Pass(3600);
        Assert.Equal([0, 900, 1800, 2700, 3600], _bench.Adverts);
        var tags = _bench.Log.Select(entry => ((ServerAction.Advertise)entry.Action).Tag).ToList();
        Assert.Equal(5, tags.Distinct().Count());
        Assert.Equal(AdvertTag.Create(Key, [2, 2, 2]), tags[1]);
    }

    [Fact]
    public void Draws_a_new_salt_when_the_address_changes()
    {
        _bench.Pass(100);
        Server.AddressChanged();
        _bench.Pass(900);
        Assert.Equal([0, 100, 1000], _bench.Adverts);
    }

    [Fact]
    public void Marks_with_the_owners_secret()
    {
        var bench = new ServerBench(new OpenLinkServerOptions { OwnerSecret = "sesame" });
        Assert.Equal(AdvertTag.Create(VinKey.For(ServerBench.TheVin, "sesame"), [1, 1, 1]), ((ServerAction.Advertise)bench.Log[0].Action).Tag);
        bench.Server.Write("a", OpenLinkUuids.VinProof, Nonce, 0);
        Assert.False(VinProof.Verify(Key, Nonce, bench.Server.Read("a", OpenLinkUuids.VinProof, 0).Value.Span));
    }

    private byte[] Read(string central, Guid characteristic)
    {
        var answer = Server.Read(central, characteristic, _bench.Now);
        Assert.Equal(GattRefusal.None, answer.Refusal);
        return answer.Value.ToArray();
    }

    private void Join(string central)
    {
        _bench.Connect(central);
        Server.Write(central, OpenLinkUuids.VinProof, Nonce, _bench.Now);
        Read(central, OpenLinkUuids.VinProof);
    }
}
