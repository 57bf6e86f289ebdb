using CsCheck;
using O2X.Vehicles.Decoding;
using O2X.Vehicles.OpenLink;

namespace O2X.Vehicles.Tests.OpenLink;

public class OpenLinkRoundTripTests
{
    private static readonly Gen<OpenLinkInformation> AnyInformation =
        from states in Gen.Select(Gen.Enum<VehicleStatus>(), Gen.Enum<Selector>(), Gen.Enum<ParkBrakeStatus>(), Gen.Enum<SystemState>(), Gen.Enum<BatteryState>())
        from answers in Gen.Select(Gen.Bool.Nullable(), Gen.Bool.Nullable(), Gen.Bool.Nullable())
        from alerts in Gen.Select(Gen.Byte, Gen.Byte, Gen.Byte)
        from numbers in Gen.Select(Gen.Int[0, 100].Nullable(), Gen.Int[0, 999].Nullable(), Gen.Int[0, 1092].Nullable(), Gen.Int[0, 0xFFFFFE].Nullable())
        from source in Gen.Select(Gen.Int[0, 254], Gen.Bool, Gen.Bool)
        select new OpenLinkInformation
        {
            Status = states.Item1,
            Selector = states.Item2,
            ParkBrake = states.Item3,
            SystemState = states.Item4,
            BatteryState = states.Item5,
            Ready = answers.Item1,
            ChargeRequested = answers.Item2,
            Plugged = answers.Item3,
            CurrentAlerts = (Alerts)(alerts.Item1 & alerts.Item3),
            PreviousAlerts = (Alerts)(alerts.Item2 & alerts.Item3),
            KnownAlerts = (Alerts)alerts.Item3,
            StateOfCharge = numbers.Item1,
            RemainingRange = numbers.Item2,
            ChargeDelay = numbers.Item3,
            OdometerTenths = numbers.Item4,
            SourceAge = TimeSpan.FromSeconds(source.Item1),
            SourceAsleep = source.Item2,
            Simulated = source.Item3,
        };

    private static readonly Gen<OpenLinkMeasurements> AnyMeasurements =
        from motion in Gen.Select(Gen.Int[0, 60].Nullable(), Gen.Int[4200, 6500].Nullable(), Gen.Int[-3000, 3000].Nullable())
        from rest in Gen.Select(Gen.Int[-40, 85].Nullable(), Gen.Int[-40, 85].Nullable(), Gen.Int[0, 65_534].Nullable(), Gen.UInt)
        select new OpenLinkMeasurements
        {
            Speed = motion.Item1,
            Centivolts = motion.Item2,
            Deciamperes = motion.Item3,
            BatteryTemperature1 = rest.Item1,
            BatteryTemperature2 = rest.Item2,
            TimeToFull = rest.Item3,
            Uptime = rest.Item4,
        };

    [Fact]
    public void Reads_back_the_information_that_was_written() =>
        Gen.Select(AnyInformation, Gen.Byte).Sample((information, sequence) =>
        {
            var state = default(VehicleSnapshot);
            var result = OpenLinkDecoder.Decode(Packets.Of(information, sequence), ref state, Packets.Arrival);
            // The age can be told only of a value that there is; the alerts of before are not the decoder's to tell.
            var readBack = Packets.InformationIn(state) with { SourceAge = information.SourceAge, PreviousAlerts = information.PreviousAlerts };
            return result is DecodeResult.Updated or DecodeResult.NoValue && readBack == information
                && state.AgeOf(Signal.Odometer, Packets.Arrival) == (information.OdometerTenths is null ? null : information.SourceAge);
        });

    [Fact]
    public void Reads_back_the_measurements_that_were_written() =>
        Gen.Select(AnyMeasurements, Gen.Byte).Sample((measurements, sequence) =>
        {
            var state = default(VehicleSnapshot);
            var result = OpenLinkDecoder.Decode(Packets.Of(measurements, sequence), ref state, Packets.Arrival);
            return result is DecodeResult.Updated or DecodeResult.NoValue
                && Packets.MeasurementsIn(state, measurements.Uptime) == measurements;
        });

    [Fact]
    public void Refuses_random_bytes_without_a_trace() =>
        Gen.Byte.Array[0, 64].Sample(bytes =>
        {
            var state = default(VehicleSnapshot);
            var result = OpenLinkDecoder.Decode(bytes, ref state, Packets.Arrival);
            return result != DecodeResult.Malformed || state.Known == 0;
        });

    [Fact]
    public void Takes_nothing_impossible_from_random_packets_with_a_right_checksum() =>
        Gen.Select(Gen.Byte.Array[20], Gen.Bool.Select(first => first ? (byte)0x11 : (byte)0x12)).Sample((bytes, header) =>
        {
            var state = default(VehicleSnapshot);
            OpenLinkDecoder.Decode(bytes.With((0, header)), ref state, at: 0);
            return state.StateOfCharge is null or (>= 0 and <= 100)
                && state.RemainingRange is null or (>= 0 and <= 999)
                && state.Speed is null or (>= 0 and <= 60)
                && state.PackVoltage is null or (>= 42 and <= 65)
                && state.PackCurrent is null or (>= -300 and <= 300)
                && state.BatteryTemperature1 is null or (>= -40 and <= 85)
                && Enum.IsDefined(state.BatteryState) && Enum.IsDefined(state.SystemState)
                && Enum.IsDefined(state.Selector) && Enum.IsDefined(state.ParkBrake) && Enum.IsDefined(state.ReportedStatus)
                && (state.CurrentAlerts.Active & ~state.CurrentAlerts.Known) == 0;
        });
}
