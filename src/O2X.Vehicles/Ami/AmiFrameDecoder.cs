using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using O2X.Vehicles.Can;
using O2X.Vehicles.Decoding;
using O2X.Vehicles.Tracking;

namespace O2X.Vehicles.Ami;

/// <summary>
/// Reads the vehicle's CAN frames into a snapshot, as <see cref="AmiCatalogue"/> lists them. Every plausible value of a frame is
/// taken, whatever stands beside it.
/// </summary>
/// <remarks>
/// Written out by id for speed, with the three frames that come ten times a second inlined; a test holds it against the catalogue. Allocates only for a VIN that was not heard before.
/// </remarks>
internal sealed class AmiFrameDecoder
{
    private const uint Flags = CanFrame.ExtendedFlag | CanFrame.RemoteFlag | CanFrame.ErrorFlag;

    private const uint BatterySignals = 1u << (int)Signal.PackCurrent | 1u << (int)Signal.PackVoltage | 1u << (int)Signal.StateOfCharge;
    private const uint MotionSignals = 1u << (int)Signal.Odometer | 1u << (int)Signal.Speed;
    private const uint TemperatureSignals = 1u << (int)Signal.BatteryTemperature1 | 1u << (int)Signal.BatteryTemperature2;

    private OdometerCheck _odometer;
    private VinAssembler _vin;

    /// <summary>The VIN heard on the present link; the same instance as long as the vehicle repeats it.</summary>
    public Vin? HeardVin => _vin.Heard;

    /// <summary>Begins a new link.</summary>
    /// <param name="sameVehicle">Whether it is surely the vehicle of the link before.</param>
    public void BeginLink(bool sameVehicle)
    {
        _vin = default;
        if (!sameVehicle) _odometer = default;
    }

    /// <summary>Takes over a reading of the vehicle's odometer from before a restart.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="now">The present, in ticks.</param>
    /// <param name="age">How old it is, in ticks; negative when the clock was set back since.</param>
    public void Recall(OdometerReading reading, long now, long age)
    {
        if (reading.Kilometres is >= 0 and <= OdometerCheck.Longest) _odometer.Recall((uint)(reading.Kilometres * 10), now, age);
    }

    /// <summary>Decodes one frame.</summary>
    /// <param name="packet">The frame, as <see cref="CanFrame"/> lays it out.</param>
    /// <param name="state">Takes the values.</param>
    /// <param name="at">When the frame arrived, in ticks.</param>
    public DecodeResult Decode(ReadOnlySpan<byte> packet, ref VehicleSnapshot state, long at)
    {
        if (packet.Length < CanFrame.Size) return DecodeResult.Malformed;
        var id = BinaryPrimitives.ReadUInt32LittleEndian(packet);
        var length = packet[4];
        var bits = BinaryPrimitives.ReadUInt64LittleEndian(packet[8..]);
        if (length > CanFrame.MaxDataLength) return DecodeResult.Malformed;

        return id switch
        {
            0x580 when length == 8 => Battery(bits, ref state, SignalTimes.FromTicks(at)),
            0x581 when length == 8 => Motion(bits, ref state, at),
            0x582 when length == 8 => Charger(bits, ref state, SignalTimes.FromTicks(at)),
            0x594 when length == 8 => Temperatures(bits, ref state, SignalTimes.FromTicks(at)),
            0x710 => _vin.TakeMiddle(bits, length, at),
            0x711 => _vin.TakeLast(bits, length, at),
            0x712 => _vin.TakeFirst(bits, length, at),
            0x713 when length == 7 => Display(bits, ref state, SignalTimes.FromTicks(at)),
            0x714 when length == 2 => Brake((byte)bits, ref state, SignalTimes.FromTicks(at)),
            0x580 or 0x581 or 0x582 or 0x594 or 0x713 or 0x714 => DecodeResult.Malformed,
            _ => (id & Flags) == 0 ? DecodeResult.Unknown : OfFlags(id),
        };
    }

    private static DecodeResult OfFlags(uint id) =>
        (id & CanFrame.ErrorFlag) != 0 ? DecodeResult.ErrorFrame
        : (id & CanFrame.RemoteFlag) != 0 ? DecodeResult.Remote
        : DecodeResult.Extended;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DecodeResult Battery(ulong bits, ref VehicleSnapshot state, uint time)
    {
        var taken = 0u;
        var deciamperes = (short)bits;
        if (deciamperes is >= -3000 and <= 3000)
        {
            state.Deciamperes = deciamperes;
            taken |= state.Stamp(Signal.PackCurrent, time);
        }

        var centivolts = (ushort)(bits >> 16);
        if (centivolts is >= 4200 and <= 6500)
        {
            state.Centivolts = centivolts;
            taken |= state.Stamp(Signal.PackVoltage, time);
        }

        var soc = (byte)(bits >> 40);
        if (soc <= 100)
        {
            state.Soc = soc;
            taken |= state.Stamp(Signal.StateOfCharge, time);
        }

        return Took(taken, BatterySignals, ref state);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private DecodeResult Motion(ulong bits, ref VehicleSnapshot state, long at)
    {
        var time = SignalTimes.FromTicks(at);
        var taken = 0u;
        var tenths = (uint)(bits >> 32) & 0xFF_FFFF;
        if (_odometer.Accepts(tenths, at))
        {
            state.OdometerTenths = tenths;
            taken |= state.Stamp(Signal.Odometer, time);
        }

        var kmh = (byte)(bits >> 56);
        if (kmh <= 60)
        {
            state.Kmh = kmh;
            taken |= state.Stamp(Signal.Speed, time);
        }

        return Took(taken, MotionSignals, ref state);
    }

    private static DecodeResult Temperatures(ulong bits, ref VehicleSnapshot state, uint time)
    {
        var taken = 0u;
        var first = (sbyte)bits;
        if (first is >= -40 and <= 85)
        {
            state.Temperature1 = first;
            taken |= state.Stamp(Signal.BatteryTemperature1, time);
        }

        var second = (sbyte)(bits >> 24);
        if (second is >= -40 and <= 85)
        {
            state.Temperature2 = second;
            taken |= state.Stamp(Signal.BatteryTemperature2, time);
        }

        return Took(taken, TemperatureSignals, ref state);
    }

    private static DecodeResult Took(uint taken, uint all, ref VehicleSnapshot state)
    {
        state.Mark(taken);
        return taken == all ? DecodeResult.Updated : DecodeResult.Implausible;
    }

    private static DecodeResult Charger(ulong bits, ref VehicleSnapshot state, uint time)
    {
        var seconds = (ushort)bits;
        var charges = seconds != 0xFFFF;
        state.Set(SnapshotFlags.ChargeRequested, charges);
        var taken = state.Stamp(Signal.ChargeRequested, time);
        if (charges)
        {
            state.TimeToFullSeconds = seconds;
            taken |= state.Stamp(Signal.TimeToFull, time);
        }
        else
        {
            state.Lose(Signal.TimeToFull);
        }

        state.Mark(taken);
        return charges ? DecodeResult.Updated : DecodeResult.NoValue;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DecodeResult Display(ulong bits, ref VehicleSnapshot state, uint time)
    {
        state.RangeKm = (ushort)(bits & 0x7F);

        // On the wire 0 R, 1 N, 2 D, 3 none; in the model unknown, R, N, D.
        state.SelectorValue = (Selector)((((uint)bits >> 7) + 1) & 3);
        state.Set(SnapshotFlags.Ready, (bits & (1 << 18)) != 0);
        state.ParkBrakeValue = (bits & (1 << 29)) != 0 ? ParkBrakeStatus.Activated : ParkBrakeStatus.NotActivated;
        state.Mark(
            state.Stamp(Signal.RemainingRange, time) | state.Stamp(Signal.Selector, time)
            | state.Stamp(Signal.Ready, time) | state.Stamp(Signal.ParkBrake, time));
        return DecodeResult.Updated;
    }

    private static DecodeResult Brake(byte value, ref VehicleSnapshot state, uint time)
    {
        // The range comes from 0x713 alone, which is the better source of the brake as long as it is heard.
        if (state.IsLive(Signal.RemainingRange)) return DecodeResult.NoValue;
        if (value > 1)
        {
            state.ParkBrakeValue = ParkBrakeStatus.Unknown;
            state.Lose(Signal.ParkBrake);
            return DecodeResult.NoValue;
        }

        state.ParkBrakeValue = value == 1 ? ParkBrakeStatus.Activated : ParkBrakeStatus.NotActivated;
        state.Mark(state.Stamp(Signal.ParkBrake, time));
        return DecodeResult.Updated;
    }
}
