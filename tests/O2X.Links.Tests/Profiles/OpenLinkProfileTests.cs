using O2X.Links.Profiles;
using O2X.Vehicles;
using O2X.Vehicles.OpenLink;

namespace O2X.Links.Tests.Profiles;

public class OpenLinkProfileTests
{
    private static readonly Vin TheVin = Vin.Parse("VR1AB12C3D4567890");
    private static readonly Vin OtherVin = Vin.Parse("VR1AB12C3D4567891");
    private static readonly byte[] Nonce = [0, 1, 2, 3, 4, 5, 6, 7];
    private static readonly byte[] Tag = Convert.FromHexString("010203ab48af");
    private static readonly byte[] Proof = Convert.FromHexString("f128c73d9e22d8ef8365a7111d1f0e9f");

    private readonly OpenLinkProfile _profile = new(fillRandom: span => Nonce.CopyTo(span));

    public static TheoryData<string> GattSteps =>
        new("read profile", "write proof", "read proof", "subscribe information", "subscribe measurements");

    [Fact]
    public void Passes_over_what_does_not_advertise_the_service()
    {
        Assert.Equal(SightingVerdict.Unrelated, _profile.Judge(new Sighting("A", 0), TheVin));
        Assert.Equal(SightingVerdict.Unrelated, _profile.Judge(new Sighting("A", 0) { ServiceUuids = [Guid.Empty], Company = 0xFFFF, ManufacturerData = Tag }, TheVin));
        Assert.Equal(SightingVerdict.Unrelated, _profile.Judge(new Sighting("can0", 0) { IsBus = true }, null));
    }

    [Fact]
    public void Recognises_the_vehicle_by_its_tag()
    {
        Assert.Equal(SightingVerdict.Candidate, _profile.Judge(Dongle(0xFFFF, Tag), TheVin));
        Assert.Equal(SightingVerdict.OtherVehicle, _profile.Judge(Dongle(0xFFFF, Tag), OtherVin));
        Assert.Equal(SightingVerdict.OtherVehicle, new OpenLinkProfile("sesame").Judge(Dongle(0xFFFF, Tag), TheVin));
    }

    [Fact]
    public void Takes_any_dongle_when_no_vin_is_sought() =>
        Assert.Equal(SightingVerdict.Candidate, _profile.Judge(Dongle(0xFFFF, Tag), vin: null));

    [Fact]
    public void Tries_a_dongle_whose_advert_has_no_tag()
    {
        Assert.Equal(SightingVerdict.Candidate, _profile.Judge(Dongle(null, []), OtherVin));
        Assert.Equal(SightingVerdict.Candidate, _profile.Judge(Dongle(0xFFFF, Tag[..5]), OtherVin));
        Assert.Equal(SightingVerdict.Candidate, _profile.Judge(Dongle(0x00E0, Tag), OtherVin));
    }

    [Fact]
    public async Task Proves_the_vin_before_it_subscribes()
    {
        byte[]? asked = null;
        var link = new ScriptedGattLink { Prove = nonce => { asked = nonce; return Proof; } };
        Assert.Equal(VinVerdict.Proven, await _profile.OpenAsync(link, TheVin, default));
        Assert.Equal(Nonce, asked);
        Assert.Equal(["read profile", "write proof", "read proof", "subscribe information", "subscribe measurements"], link.Steps);
    }

    [Fact]
    public async Task Does_not_subscribe_to_another_vehicle()
    {
        var link = new ScriptedGattLink { Prove = _ => Proof };
        Assert.Equal(VinVerdict.WrongVehicle, await _profile.OpenAsync(link, OtherVin, default));
        Assert.Equal(["read profile", "write proof", "read proof"], link.Steps);
    }

    [Fact]
    public async Task Asks_for_no_proof_when_no_vin_is_sought()
    {
        var link = new ScriptedGattLink();
        Assert.Equal(VinVerdict.Unproven, await _profile.OpenAsync(link, null, default));
        Assert.Equal(["read profile", "subscribe information", "subscribe measurements"], link.Steps);
    }

    [Fact]
    public async Task Does_without_measurements_where_there_are_none()
    {
        var link = new ScriptedGattLink { Description = [1, 0, 0, 0, 0, 0, 0] };
        await _profile.OpenAsync(link, null, default);
        Assert.Equal(["read profile", "subscribe information"], link.Steps);
    }

    [Fact]
    public async Task Draws_a_new_nonce_for_each_proof()
    {
        var nonces = new List<byte[]>();
        var link = new ScriptedGattLink { Prove = nonce => { nonces.Add(nonce); return Proof; } };
        var profile = new OpenLinkProfile();
        await profile.OpenAsync(link, TheVin, default);
        await profile.OpenAsync(link, TheVin, default);
        Assert.NotEqual(nonces[0], nonces[1]);
    }

    [Fact]
    public async Task Needs_the_service() =>
        await AssertFails(new ScriptedGattLink { HasTheService = false }, LinkLossReason.NotSupported);

    [Fact]
    public async Task Needs_a_description_that_can_be_read() =>
        await AssertFails(new ScriptedGattLink { Description = [1, 0, 0] }, LinkLossReason.ProtocolError);

    [Fact]
    public async Task Needs_its_own_version() =>
        await AssertFails(new ScriptedGattLink { Description = [2, 0, 1, 0, 0xF4, 1, 3] }, LinkLossReason.NotSupported);

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(17)]
    public async Task Needs_a_proof_of_the_right_length(int length) =>
        await AssertFails(new ScriptedGattLink { Prove = _ => new byte[length] }, LinkLossReason.ProtocolError);

    [Theory, MemberData(nameof(GattSteps))]
    public async Task Hands_on_the_failure_of_each_step(string step)
    {
        var link = new ScriptedGattLink { Prove = _ => Proof, Failure = (step, LinkLossReason.Authentication) };
        await AssertFails(link, LinkLossReason.Authentication);
        Assert.Equal(step, link.Steps[^1]);
    }

    [Fact]
    public async Task Can_be_cancelled()
    {
        var link = new ScriptedGattLink();
        await Assert.ThrowsAsync<OperationCanceledException>(() => _profile.OpenAsync(link, TheVin, new CancellationToken(canceled: true)));
        Assert.Empty(link.Steps);
    }

    private static Sighting Dongle(ushort? company, byte[] data) =>
        new("A", 0) { ServiceUuids = [OpenLinkUuids.Service], Company = company, ManufacturerData = data };

    private async Task AssertFails(ScriptedGattLink link, LinkLossReason reason)
    {
        var failure = await Assert.ThrowsAsync<LinkException>(() => _profile.OpenAsync(link, TheVin, default));
        Assert.Equal(reason, failure.Fault.Reason);
        Assert.NotNull(failure.Fault.Detail);
    }
}
