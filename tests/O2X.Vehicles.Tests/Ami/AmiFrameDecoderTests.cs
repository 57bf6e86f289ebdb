using CsCheck;
using O2X.Vehicles.Ami;
using O2X.Vehicles.Decoding;

namespace O2X.Vehicles.Tests.Ami;

public class AmiFrameDecoderTests
{
    private readonly AmiFrameDecoder _decoder = new();
    private VehicleSnapshot _state;

    private DecodeResult Decode(string frame, double seconds = 0) => Decode(Frames.Of(frame), seconds);

    private DecodeResult Decode(byte[] packet, double seconds = 0)
    {
        _state.BeginPacket();
        return _decoder.Decode(packet, ref _state, (long)(seconds * TimeSpan.TicksPerSecond));
    }

    [Theory]
    [InlineData("580#FAFFCA13002D0000", -0.6, 50.66, 45)]
    [InlineData("580#0000681000000000", 0, 42.00, 0)]
    [InlineData("580#B80B641900640000", 300, 65.00, 100)]
    [InlineData("580#48F4CA1300000000", -300, 50.66, 0)]
    public void Reads_the_battery(string frame, double amperes, double volts, int soc)
    {
        Assert.Equal(DecodeResult.Updated, Decode(frame));
        Assert.Equal((decimal)amperes, _state.PackCurrent);
        Assert.Equal((decimal)volts, _state.PackVoltage);
        Assert.Equal(soc, _state.StateOfCharge);
    }

    [Theory]
    [InlineData("581#00000000FD500100", 8626.9, 0)]
    [InlineData("581#FFFFFFFF7F96983C", 999_999.9, 60)]
    [InlineData("581#000000000000002D", 0, 45)]
    public void Reads_the_odometer_and_the_speed(string frame, double odometer, int kmh)
    {
        Assert.Equal(DecodeResult.Updated, Decode(frame));
        Assert.Equal((decimal)odometer, _state.Odometer);
        Assert.Equal(kmh, _state.Speed);
    }

    [Theory]
    [InlineData("582#0000117300000000", 0)]
    [InlineData("582#1027000000000000", 10_000)]
    [InlineData("582#FEFF000000000000", 65_534)]
    public void Reads_the_time_to_full_as_a_wish_to_charge(string frame, int seconds)
    {
        Assert.Equal(DecodeResult.Updated, Decode(frame));
        Assert.Equal(TimeSpan.FromSeconds(seconds), _state.TimeToFull);
        Assert.True(_state.ChargeRequested);
    }

    [Fact]
    public void Takes_no_time_to_full_from_its_sentinel()
    {
        Decode("582#1027000000000000");
        Assert.Equal(DecodeResult.NoValue, Decode("582#FFFF117300000000"));
        Assert.Null(_state.TimeToFull);
        Assert.False(_state.ChargeRequested);
    }

    [Theory]
    [InlineData("594#1300000E00000000", 19, 14)]
    [InlineData("594#D800005500000000", -40, 85)]
    public void Reads_the_temperatures_with_their_sign(string frame, int first, int second)
    {
        Assert.Equal(DecodeResult.Updated, Decode(frame));
        Assert.Equal(first, _state.BatteryTemperature1);
        Assert.Equal(second, _state.BatteryTemperature2);
    }

    [Theory]
    [InlineData("713#A20003A0000000", 34, Selector.Neutral, false, ParkBrakeStatus.Activated)]
    [InlineData("713#22000580000000", 34, Selector.Reverse, true, ParkBrakeStatus.NotActivated)]
    [InlineData("713#41010500000000", 65, Selector.Drive, true, ParkBrakeStatus.NotActivated)]
    [InlineData("713#FF010320000000", 127, Selector.Unknown, false, ParkBrakeStatus.Activated)]
    public void Reads_the_display(string frame, int range, Selector selector, bool ready, ParkBrakeStatus brake)
    {
        Assert.Equal(DecodeResult.Updated, Decode(frame));
        Assert.Equal(range, _state.RemainingRange);
        Assert.Equal(selector, _state.Selector);
        Assert.Equal(ready, _state.Ready);
        Assert.Equal(brake, _state.ParkBrake);
        Assert.Equal(Quality.Live, _state.QualityOf(Signal.Selector));
    }

    [Theory]
    [InlineData("714#0000", DecodeResult.Updated, ParkBrakeStatus.NotActivated)]
    [InlineData("714#0100", DecodeResult.Updated, ParkBrakeStatus.Activated)]
    [InlineData("714#0200", DecodeResult.NoValue, ParkBrakeStatus.Unknown)]
    [InlineData("714#FFFF", DecodeResult.NoValue, ParkBrakeStatus.Unknown)]
    public void Reads_the_brake_of_the_status_frame_where_the_display_is_not_heard(string frame, DecodeResult result, ParkBrakeStatus brake)
    {
        Assert.Equal(result, Decode(frame));
        Assert.Equal(brake, _state.ParkBrake);
    }

    [Fact]
    public void Prefers_the_brake_of_the_display_while_it_is_live()
    {
        Decode("713#A20003A0000000");
        Assert.Equal(DecodeResult.NoValue, Decode("714#0000"));
        Assert.Equal(ParkBrakeStatus.Activated, _state.ParkBrake);

        _state.Live = 0;
        Assert.Equal(DecodeResult.Updated, Decode("714#0000"));
        Assert.Equal(ParkBrakeStatus.NotActivated, _state.ParkBrake);
    }

    [Theory]
    [InlineData("580#R", DecodeResult.Remote)]
    [InlineData("20000088#0000000000000000", DecodeResult.ErrorFrame)]
    [InlineData("00000580#FAFFCA13002D0000", DecodeResult.Extended)]
    [InlineData("1B0#00", DecodeResult.Unknown)]
    [InlineData("593#D204000000000000", DecodeResult.Unknown)]
    [InlineData("591#6400000000000000", DecodeResult.Unknown)]
    public void Passes_over_what_is_none_of_its_frames(string frame, DecodeResult result)
    {
        Assert.Equal(result, Decode(frame));
        Assert.Equal(0u, _state.Known);
    }

    [Fact]
    public void Takes_nothing_from_a_known_frame_of_another_length()
    {
        foreach (var (id, length) in AmiCatalogue.Signals.Where(s => s.IsDecoded).Select(s => (s.Id, s.Length)).Distinct())
        {
            foreach (var other in Enumerable.Range(0, 9).Where(l => l != length))
                Assert.Equal(DecodeResult.Malformed, Decode(Frames.Raw(id, new byte[other])));
        }

        Assert.Equal(0u, _state.Known);
    }

    [Fact]
    public void Takes_nothing_from_a_packet_that_is_no_frame()
    {
        var tooLong = Frames.Of("580#FAFFCA13002D0000");
        tooLong[4] = 9;
        Assert.Equal(DecodeResult.Malformed, Decode(tooLong));
        Assert.Equal(DecodeResult.Malformed, Decode(tooLong[..15]));
        Assert.Equal(DecodeResult.Malformed, Decode(Array.Empty<byte>()));
        Assert.Equal(0u, _state.Known);
    }

    [Theory]
    [InlineData("580#0080CA13002D0000", null, 50.66, 45)]
    [InlineData("580#B90BCA13002D0000", null, 50.66, 45)]
    [InlineData("580#FAFF0000002D0000", -0.6, null, 45)]
    [InlineData("580#FAFF6710002D0000", -0.6, null, 45)]
    [InlineData("580#FAFF6519002D0000", -0.6, null, 45)]
    [InlineData("580#FAFFCA1300650000", -0.6, 50.66, null)]
    [InlineData("580#0080000000FF0000", null, null, null)]
    public void Keeps_the_good_values_beside_an_implausible_one(string frame, double? amperes, double? volts, int? soc)
    {
        Assert.Equal(DecodeResult.Implausible, Decode(frame));
        Assert.Equal((decimal?)amperes, _state.PackCurrent);
        Assert.Equal((decimal?)volts, _state.PackVoltage);
        Assert.Equal(soc, _state.StateOfCharge);
    }

    [Theory]
    [InlineData("594#D700000E00000000", null, 14)]
    [InlineData("594#1300005600000000", 19, null)]
    public void Doubts_a_temperature_out_of_range(string frame, int? first, int? second)
    {
        Assert.Equal(DecodeResult.Implausible, Decode(frame));
        Assert.Equal(first, _state.BatteryTemperature1);
        Assert.Equal(second, _state.BatteryTemperature2);
    }

    [Fact]
    public void Takes_the_speed_beside_an_odometer_that_runs_back()
    {
        Decode(Frames.Motion(8626.9, 10));
        Assert.Equal(DecodeResult.Implausible, Decode(Frames.Motion(8626.8, 11), 0.1));
        Assert.Equal(8626.9m, _state.Odometer);
        Assert.Equal(11, _state.Speed);
        Assert.Equal(DecodeResult.Implausible, Decode(Frames.Motion(8627.0, 61), 0.2));
        Assert.Equal(8627.0m, _state.Odometer);
        Assert.Equal(11, _state.Speed);
    }

    [Fact]
    public void Agrees_with_the_catalogue_for_any_frame()
    {
        var ids = AmiCatalogue.Signals.Where(s => s.IsDecoded).Select(s => s.Id).Distinct().ToArray();
        Gen.Select(Gen.Int[0, ids.Length - 1].Select(i => ids[i]), Gen.ULong).Sample((id, bits) =>
        {
            var signals = AmiCatalogue.Signals.Where(s => s.IsDecoded && s.Id == id).ToArray();
            var state = default(VehicleSnapshot);
            var result = new AmiFrameDecoder().Decode(Frames.Raw(id, BitConverter.GetBytes(bits).AsSpan(0, signals[0].Length)), ref state, 0);

            foreach (var signal in signals) Assert.Equal(signal.Read(bits), ValueOf(state, signal));
            var missing = signals.Where(s => s.Read(bits) is null).ToArray();
            var expected = missing.Length == 0 ? DecodeResult.Updated
                : missing.All(s => s.ReadRaw(bits) >= s.NoValueFrom) ? DecodeResult.NoValue
                : DecodeResult.Implausible;
            Assert.Equal(expected, result);
        });
    }

    [Fact]
    public void Never_throws_and_never_takes_an_impossible_value()
    {
        var ids = Gen.OneOf(Gen.Int[0, AmiCatalogue.Ids.Length - 1].Select(i => (uint)AmiCatalogue.Ids[i]), Gen.UInt);
        var packets = Gen.OneOf(
            Gen.Select(ids, Gen.Byte.Array[0, 8], (id, data) => Frames.Raw(id, data)),
            Gen.Byte.Array[0, 32]);
        packets.List[0, 40].Sample(all =>
        {
            var decoder = new AmiFrameDecoder();
            var state = default(VehicleSnapshot);
            foreach (var packet in all)
            {
                decoder.Decode(packet, ref state, 0);
                Plausible.Check(state);
            }
        });
    }

    private static decimal? ValueOf(in VehicleSnapshot state, AmiSignal signal) => signal.Signal switch
    {
        Signal.PackCurrent => state.PackCurrent,
        Signal.PackVoltage => state.PackVoltage,
        Signal.StateOfCharge => state.StateOfCharge,
        Signal.Odometer => state.Odometer,
        Signal.Speed => state.Speed,
        Signal.TimeToFull => (decimal?)state.TimeToFull?.TotalSeconds,
        Signal.BatteryTemperature1 => state.BatteryTemperature1,
        Signal.BatteryTemperature2 => state.BatteryTemperature2,
        Signal.RemainingRange => state.RemainingRange,
        Signal.Selector => state.Selector == Selector.Unknown ? 3 : (int)state.Selector - 1,
        Signal.Ready => state.Ready is { } ready ? ready ? 1 : 0 : null,
        Signal.ParkBrake => state.ParkBrake switch
        {
            ParkBrakeStatus.Activated => 1,
            ParkBrakeStatus.NotActivated => 0,
            _ => null,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(signal), signal.Signal, "not decoded"),
    };
}
