using O2X.Actors.Diagnostics;
using O2X.Links;
using O2X.TestKit;
using O2X.Vehicles;
using O2X.Vehicles.Decoding;

namespace O2X.Actors.Tests.Diagnostics;

/// <summary>What is concluded from what, as a table.</summary>
public class ConclusionsTests
{
    private static readonly DateTimeOffset _now = EngineBench.Start;
    private static readonly LinkFault _timeout = new(LinkLossReason.ScanTimeout, "Not found within 60 s.");
    private static readonly SightingReport _mine = Heard("mine", SightingOutcome.Candidate);
    private static readonly SightingReport _other = Heard("other", SightingOutcome.OtherVehicle);
    private static readonly SightingReport _passedOver = Heard("passed over", SightingOutcome.PassedOver);
    private static readonly SightingReport _headset = Heard("headset", SightingOutcome.Unrelated);

    private static readonly ValueReport[] _live =
        [new(Signal.StateOfCharge, Quality.Live, TimeSpan.Zero, "45 %"), new(Signal.Speed, Quality.Stale, TimeSpan.Zero, "0 km/h"), new(Signal.Alerts, Quality.Unknown)];

    private static readonly (Diagnosis Diagnosis, DiagnosisCause Cause, string Text)[] _table =
    [
        (In(LinkState.Ready) with { IsDisposed = true }, DiagnosisCause.EngineDisposed, "The engine was disposed of."),
        (In(LinkState.Idle) with { SourceState = Off(Availability.Off) }, DiagnosisCause.NotSubscribed, "No vehicle is subscribed to."),
        (In(LinkState.Idle, new(LinkLossReason.EndOfSource)) with { Values = _live }, DiagnosisCause.EndOfSource, "test came to its end, and data flowed until then."),
        (In(LinkState.Idle, new(LinkLossReason.NotSupported)), DiagnosisCause.SubscriptionEnded, "The subscription ended: not supported."),
        (In(LinkState.Idle, _timeout) with { SourceState = Off(Availability.Off) }, DiagnosisCause.SourceOff, "It is so."),
        (In(LinkState.WaitingForAdapter) with { SourceState = Off(Availability.NoPermission) }, DiagnosisCause.PermissionMissing, "It is so."),
        (In(LinkState.WaitingForAdapter) with { SourceState = Off(Availability.Absent) }, DiagnosisCause.SourceAbsent, "It is so."),
        (In(LinkState.WaitingForAdapter) with { SourceState = Off(Availability.Unsuitable) }, DiagnosisCause.SourceUnsuitable, "It is so."),
        (In(LinkState.WaitingForAdapter) with { SourceState = new(Availability.Off) }, DiagnosisCause.SourceOff, "The source is off."),
        (In(LinkState.Ready), DiagnosisCause.LinkSilent, "The vehicle is linked, but it says nothing."),
        (Flowing(packets: 1000, malformed: 100), DiagnosisCause.InvalidData, "Data flow, but 10 % of the packets are invalid."),
        (Flowing(packets: 1000, malformed: 99), DiagnosisCause.Well, "Data flow: 1 of 3 values are live."),
        (Flowing(isVerified: false), DiagnosisCause.Unverified, "Data flow, but nothing proves that they are of VR1**********7890."),
        (Flowing(), DiagnosisCause.Well, "Data flow: 1 of 3 values are live."),
        (In(LinkState.Scanning, new(LinkLossReason.BusSilent)), DiagnosisCause.Asleep, "The bus fell silent: the vehicle sleeps."),
        (Failing(LinkState.Scanning), DiagnosisCause.ScanFails, "Listening for vehicles fails: Broken."),
        (In(LinkState.Scanning), DiagnosisCause.NothingHeard, "No vehicle was heard for 60 s."),
        (In(LinkState.Scanning) with { SearchingSince = _now.AddHours(-3) }, DiagnosisCause.NothingHeard, "No vehicle was heard for 3 h."),
        (In(LinkState.Scanning, heard: [_headset]), DiagnosisCause.NothingHeard, "No vehicle was heard for 60 s, only 1 device that is none."),
        (In(LinkState.Idle, _timeout, _headset, _headset), DiagnosisCause.NothingHeard, "No vehicle was heard, only 2 devices that are none."),
        (In(LinkState.Scanning, heard: [_mine with { LastHeard = _now.AddHours(-1) }]), DiagnosisCause.NothingHeard, "No vehicle was heard for 60 s."),
        (In(LinkState.Scanning) with { Source = new("can:can0", TransportKind.Bus) }, DiagnosisCause.NothingHeard, "No frame of a vehicle was heard on can:can0 for 60 s."),
        (In(LinkState.Scanning) with { LastFailure = Failure(LinkState.Ready) }, DiagnosisCause.NothingHeard, "The vehicle has not been heard since its link was lost 2 min ago: Broken."),
        (In(LinkState.Scanning, heard: [_other, _headset]), DiagnosisCause.OnlyOthersHeard, "Another vehicle is heard, not the one that is sought."),
        (In(LinkState.Idle, _timeout, _other, _passedOver), DiagnosisCause.OnlyOthersHeard, "2 other vehicles are heard, not the one that is sought."),
        (Failing(LinkState.Verifying, _passedOver), DiagnosisCause.OnlyOthersHeard, "Another vehicle is heard, not the one that is sought."),
        (Failing(LinkState.Connecting, _mine, _other), DiagnosisCause.ConnectFails, "Connecting to the vehicle fails: Broken. (3 attempts in a row)"),
        (Failing(LinkState.Verifying, _mine), DiagnosisCause.VerifyFails, "Connecting succeeds, but not what follows: Broken. (3 attempts in a row)"),
        (In(LinkState.Idle, _timeout, _mine), DiagnosisCause.VerifyFails, "The vehicle was heard, but not linked: Not found within 60 s."),
        (In(LinkState.Verifying, heard: [_mine]), DiagnosisCause.Linking, "The vehicle is connected; its VIN and its first data are awaited."),
        (In(LinkState.Verifying, heard: [_mine]) with { Link = new LinkReport(LinkState.Verifying, _now) }, DiagnosisCause.Linking, "A vehicle is connected, but it has not said its VIN yet."),
        (In(LinkState.Connecting, heard: [_mine]), DiagnosisCause.Linking, "The vehicle was heard and is being connected to."),
    ];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, _table.Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Names_the_cause(int row)
    {
        var (diagnosis, cause, text) = _table[row];

        Assert.Equal((cause, text), (diagnosis.Conclusion.Cause, diagnosis.Conclusion.Text));
    }

    [Fact]
    public void Is_tested_for_every_cause() =>
        Assert.Equal(Enum.GetValues<DiagnosisCause>(), _table.Select(row => row.Cause).Distinct().Order());

    [Fact]
    public void Gives_advice_unless_nothing_is_wrong() =>
        Assert.All(
            _table.Where(row => row.Diagnosis.Conclusion.Advice is null).Select(row => row.Cause).Distinct(),
            cause => Assert.Contains(cause, new[] { DiagnosisCause.Well, DiagnosisCause.EndOfSource, DiagnosisCause.Linking, DiagnosisCause.SubscriptionEnded, DiagnosisCause.SourceOff, DiagnosisCause.VerifyFails }));

    [Theory]
    [InlineData(TransportKind.Bus, "bit rate")]
    [InlineData(TransportKind.Log, "recording")]
    [InlineData(TransportKind.Bluetooth, "close to the vehicle")]
    [InlineData(TransportKind.Simulator, "close to the vehicle")]
    public void Advises_by_the_kind_of_source(TransportKind kind, string advice) =>
        Assert.Contains(advice, (In(LinkState.Scanning) with { Source = new("test", kind) }).Conclusion.Advice, StringComparison.Ordinal);

    private static Diagnosis In(LinkState state, LinkFault? fault = null, params SightingReport[] heard) => new()
    {
        At = _now,
        Source = new TransportInfo("test", TransportKind.Bluetooth),
        SourceState = TransportState.On,
        Link = new LinkReport(state, _now) { Fault = fault, Vin = AmiBus.Vin },
        SearchingSince = _now.AddSeconds(-60),
        Sightings = heard,
    };

    private static Diagnosis Failing(LinkState during, params SightingReport[] heard) => In(LinkState.Backoff, Failure(during).Fault, heard) with
    {
        LastFailure = Failure(during),
        Attempts = new LinkAttempts(3, 3),
    };

    private static Diagnosis Flowing(int packets = 0, int malformed = 0, bool isVerified = true) => In(LinkState.Ready) with
    {
        Link = new LinkReport(LinkState.Ready, _now) { Vin = AmiBus.Vin, IsVerified = isVerified },
        Counters = new EngineCounters { Decoding = new DecodeCounters { Packets = packets, Malformed = malformed } },
        Values = _live,
    };

    private static TransportState Off(Availability availability) => new(availability, "It is so.", "Change it.");

    private static LinkFailure Failure(LinkState during) => new(new LinkFault(LinkLossReason.Unknown, "Broken.", "Mend it."), during, _now.AddMinutes(-2));

    private static SightingReport Heard(string address, SightingOutcome outcome) => new(address, outcome) { LastHeard = _now };
}
