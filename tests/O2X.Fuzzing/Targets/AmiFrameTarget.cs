using O2X.Vehicles;
using O2X.Vehicles.Ami;
using O2X.Vehicles.Can;
using O2X.Vehicles.Decoding;
using O2X.Vehicles.Tests;
using static O2X.Fuzzing.Oracle;

namespace O2X.Fuzzing.Targets;

/// <summary>One frame of the vehicle's bus, held against the catalogue.</summary>
internal sealed class AmiFrameTarget : FuzzTarget
{
    private const long At = 1000 * TimeSpan.TicksPerSecond;

    public override string Name => "ami-frame";

    public override int LongestInput => 24;

    public override IEnumerable<byte[]> Seeds =>
    [
        Frames.Battery(-12.3), Frames.Motion(8626.9, 45), Frames.Charger(7200), Frames.Charger(null),
        Frames.Display(Selector.Drive, ready: true, brake: false), Frames.Of("594#1200001300000000"), Frames.Of("714#0100"),
        .. Frames.Vin("VR1AB12C3D4567890"), Frames.Of("580#R8"), Frames.Of("18FF0000#01"), Frames.Of("20000088#0000000000000000"), [0x80, 5],
    ];

    public override IEnumerable<byte[]> Words => AmiCatalogue.Ids.ToArray().Select(BitConverter.GetBytes);

    // The decoder is an object.
    public override long MostAllocated(int inputLength) => 512;

    public override void Run(ReadOnlySpan<byte> input)
    {
        var state = default(VehicleSnapshot);
        var result = new AmiFrameDecoder().Decode(input, ref state, At);
        if (!CanFrame.TryRead(input, out var frame))
        {
            Holds(result == DecodeResult.Malformed);
            Holds(state.Known == 0);
            return;
        }

        var isVin = frame.RawId is 0x710 or 0x711 or 0x712;
        if (isVin) Holds(result is DecodeResult.Updated or DecodeResult.Malformed);
        else if (!AmiCatalogue.IsKnown(frame.RawId)) Holds(result is DecodeResult.Unknown or DecodeResult.Remote or DecodeResult.ErrorFrame or DecodeResult.Extended);
        Holds(state.Known == state.Live && (isVin || state.Known != 0 || result != DecodeResult.Updated));
        AgreesWithTheCatalogue(frame, result, state);
    }

    private static void AgreesWithTheCatalogue(CanFrame frame, DecodeResult result, in VehicleSnapshot state)
    {
        var (listed, implausible) = (false, false);
        for (var i = 0; i < AmiCatalogue.Signals.Count; i++)
        {
            var signal = AmiCatalogue.Signals[i];
            if (!signal.IsDecoded || signal.Id != frame.RawId) continue;
            listed = true;
            if (frame.Length != signal.Length)
            {
                Holds(result == DecodeResult.Malformed && state.Known == 0);
                return;
            }

            var expected = signal.Read(frame.Bits);
            implausible |= expected is null && !(signal.ReadRaw(frame.Bits) >= signal.NoValueFrom);
            Holds(ValueOf(state, signal.Signal!.Value) == expected);
        }

        Holds(!listed || result == DecodeResult.Implausible == implausible);
    }

    private static decimal? ValueOf(in VehicleSnapshot state, Signal signal) => signal switch
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
        Signal.ParkBrake => state.Has(Signal.ParkBrake) ? state.ParkBrake == ParkBrakeStatus.Activated ? 1 : 0 : null,
        _ => throw new OracleException($"{signal} is listed and not decoded"),
    };
}
