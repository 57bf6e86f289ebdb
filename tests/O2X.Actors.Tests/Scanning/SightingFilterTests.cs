using System.Collections.Immutable;
using O2X.Actors.Diagnostics;
using O2X.Actors.Scanning;
using O2X.Links;
using O2X.Links.Profiles;
using O2X.TestKit;
using O2X.Vehicles.OpenLink;

namespace O2X.Actors.Tests.Scanning;

public class SightingFilterTests
{
    private static readonly ILinkProfile[] _profiles = [new OpenLinkProfile(), new AmiCanProfile()];
    private static readonly ImmutableDictionary<string, long> _nobody = ImmutableDictionary<string, long>.Empty;

    [Fact]
    public void Takes_a_bus_for_a_candidate()
    {
        var judgement = SightingFilter.Judge(new Sighting("can0", 0) { IsBus = true }, _profiles, AmiBus.Vin, _nobody);

        Assert.Equal((SightingOutcome.Candidate, "ami-can"), (judgement.Outcome, judgement.Profile!.Name));
    }

    [Fact]
    public void Tells_another_vehicle_by_its_tag()
    {
        Assert.Equal(SightingOutcome.OtherVehicle, SightingFilter.Judge(DongleOf(AmiBus.OtherVin), _profiles, AmiBus.Vin, _nobody).Outcome);
        Assert.Equal(SightingOutcome.Candidate, SightingFilter.Judge(DongleOf(AmiBus.Vin), _profiles, AmiBus.Vin, _nobody).Outcome);
        Assert.Equal(SightingOutcome.Candidate, SightingFilter.Judge(DongleOf(AmiBus.OtherVin), _profiles, null, _nobody).Outcome);
    }

    [Fact]
    public void Knows_what_is_no_vehicle() =>
        Assert.Equal(new SightingJudgement(SightingOutcome.Unrelated), SightingFilter.Judge(new Sighting("headset", 0), _profiles, AmiBus.Vin, _nobody));

    [Theory]
    [InlineData(99, SightingOutcome.PassedOver)]
    [InlineData(100, SightingOutcome.Candidate)]
    public void Passes_over_for_a_time(long at, SightingOutcome expected)
    {
        var judgement = SightingFilter.Judge(new Sighting("can0", at) { IsBus = true }, _profiles, AmiBus.Vin, _nobody.Add("can0", 100));

        Assert.Equal(expected, judgement.Outcome);
        Assert.Equal(expected == SightingOutcome.PassedOver ? 100 : 0, judgement.PassedOverUntil);
        Assert.Equal(expected == SightingOutcome.PassedOver, judgement.Profile is null);
    }

    private static Sighting DongleOf(Vehicles.Vin vin)
    {
        var tag = new byte[AdvertTag.Length];
        AdvertTag.Create(VinKey.For(vin, null), stackalloc byte[AdvertTag.SaltLength]).WriteTo(tag);
        return new Sighting("dongle", 0) { ServiceUuids = [OpenLinkUuids.Service], Company = AdvertTag.Company, ManufacturerData = tag };
    }
}
