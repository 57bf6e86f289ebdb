using O2X.Actors.Linking;
using O2X.Links;
using O2X.Links.Profiles;
using O2X.TestKit;
using O2X.Vehicles;

namespace O2X.Actors.Tests.Linking;

public sealed class VinDecisionTests
{
    public static TheoryData<VinVerdict, Vin?, Vin?, bool, bool, int> Table => new()
    {
        // verdict,               heard,          sought,    may still hear, allows unverified, outcome
        { VinVerdict.Proven,       null,           AmiBus.Vin, false, false, (int)VinOutcome.Verified },
        { VinVerdict.Proven,       AmiBus.OtherVin, AmiBus.Vin, false, true, (int)VinOutcome.WrongVehicle },
        { VinVerdict.WrongVehicle, null,           AmiBus.Vin, true,  true,  (int)VinOutcome.WrongVehicle },
        { VinVerdict.Unproven,     AmiBus.Vin,     AmiBus.Vin, true,  false, (int)VinOutcome.Verified },
        { VinVerdict.Unproven,     AmiBus.OtherVin, AmiBus.Vin, true, true,  (int)VinOutcome.WrongVehicle },
        { VinVerdict.Unproven,     AmiBus.OtherVin, null,      true,  false, (int)VinOutcome.Verified },
        { VinVerdict.Unproven,     null,           AmiBus.Vin, true,  true,  (int)VinOutcome.Wait },
        { VinVerdict.Unproven,     null,           AmiBus.Vin, false, true,  (int)VinOutcome.Unverified },
        { VinVerdict.Unproven,     null,           AmiBus.Vin, false, false, (int)VinOutcome.Refused },
        { VinVerdict.Unproven,     null,           null,       true,  true,  (int)VinOutcome.Wait },
        { VinVerdict.Unproven,     null,           null,       false, true,  (int)VinOutcome.Refused },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Follows_the_table(VinVerdict verdict, Vin? heard, Vin? sought, bool mayStillHear, bool allowsUnverified, int outcome) =>
        Assert.Equal((VinOutcome)outcome, VinDecision.Decide(verdict, heard, sought, mayStillHear, allowsUnverified));

    [Theory]
    [InlineData(TransportKind.Bus, true)]
    [InlineData(TransportKind.Log, true)]
    [InlineData(TransportKind.Bluetooth, false)]
    [InlineData(TransportKind.Simulator, false)]
    public void Trusts_a_bus_more_than_the_air(TransportKind kind, bool allows) => Assert.Equal(allows, VinDecision.AllowsUnverified(kind));
}
