using O2X.Vehicles;
using Orleans;

namespace O2X.Benchmarks.Peers.Orleans;

/// <summary>What Orleans writes in place of a <see cref="VehicleSnapshot"/>, which knows nothing of it; a memory stream writes bytes.</summary>
[GenerateSerializer, Immutable]
internal struct VehicleSnapshotSurrogate
{
    [Id(0)] public long At;
    [Id(1)] public long UtcTicks;
    [Id(2)] public long Number;
    [Id(3)] public string? Vin;
    [Id(4)] public uint Known;
    [Id(5)] public uint Live;
    [Id(6)] public uint Fresh;
    [Id(7)] public uint[] Times;
    [Id(8)] public uint OdometerTenths;
    [Id(9)] public ushort TimeToFullSeconds;
    [Id(10)] public ushort RangeKm;
    [Id(11)] public ushort Centivolts;
    [Id(12)] public short Deciamperes;
    [Id(13)] public byte Soc;
    [Id(14)] public byte Kmh;
    [Id(15)] public sbyte Temperature1;
    [Id(16)] public sbyte Temperature2;
    [Id(17)] public byte Selector;
    [Id(18)] public byte ParkBrake;
    [Id(19)] public byte Status;
    [Id(20)] public byte ReportedStatus;
    [Id(21)] public byte SystemState;
    [Id(22)] public byte BatteryState;
    [Id(23)] public byte AlertsActive;
    [Id(24)] public byte AlertsKnown;
    [Id(25)] public byte PreviousActive;
    [Id(26)] public byte PreviousKnown;
    [Id(27)] public byte Flags;
}

/// <summary>Turns one into the other.</summary>
[RegisterConverter]
internal sealed class VehicleSnapshotConverter : IConverter<VehicleSnapshot, VehicleSnapshotSurrogate>
{
    public VehicleSnapshot ConvertFromSurrogate(in VehicleSnapshotSurrogate surrogate)
    {
        var state = new VehicleSnapshot
        {
            At = surrogate.At,
            UtcTicks = surrogate.UtcTicks,
            Number = surrogate.Number,
            Identity = new VinBits(surrogate.Vin is null ? null : Vin.Parse(surrogate.Vin)),
            Known = surrogate.Known,
            Live = surrogate.Live,
            Fresh = surrogate.Fresh,
            OdometerTenths = surrogate.OdometerTenths,
            TimeToFullSeconds = surrogate.TimeToFullSeconds,
            RangeKm = surrogate.RangeKm,
            Centivolts = surrogate.Centivolts,
            Deciamperes = surrogate.Deciamperes,
            Soc = surrogate.Soc,
            Kmh = surrogate.Kmh,
            Temperature1 = surrogate.Temperature1,
            Temperature2 = surrogate.Temperature2,
            SelectorValue = (Selector)surrogate.Selector,
            ParkBrakeValue = (ParkBrakeStatus)surrogate.ParkBrake,
            StatusValue = (VehicleStatus)surrogate.Status,
            ReportedStatus = (VehicleStatus)surrogate.ReportedStatus,
            SystemStateValue = (SystemState)surrogate.SystemState,
            BatteryStateValue = (BatteryState)surrogate.BatteryState,
            AlertsActive = (Alerts)surrogate.AlertsActive,
            AlertsKnown = (Alerts)surrogate.AlertsKnown,
            PreviousActive = (Alerts)surrogate.PreviousActive,
            PreviousKnown = (Alerts)surrogate.PreviousKnown,
            Flags = (SnapshotFlags)surrogate.Flags,
        };
        surrogate.Times.CopyTo(state.Times);
        return state;
    }

    public VehicleSnapshotSurrogate ConvertToSurrogate(in VehicleSnapshot value) => new()
    {
        At = value.At,
        UtcTicks = value.UtcTicks,
        Number = value.Number,
        Vin = value.Vin?.Full,
        Known = value.Known,
        Live = value.Live,
        Fresh = value.Fresh,
        Times = ((ReadOnlySpan<uint>)value.Times).ToArray(),
        OdometerTenths = value.OdometerTenths,
        TimeToFullSeconds = value.TimeToFullSeconds,
        RangeKm = value.RangeKm,
        Centivolts = value.Centivolts,
        Deciamperes = value.Deciamperes,
        Soc = value.Soc,
        Kmh = value.Kmh,
        Temperature1 = value.Temperature1,
        Temperature2 = value.Temperature2,
        Selector = (byte)value.SelectorValue,
        ParkBrake = (byte)value.ParkBrakeValue,
        Status = (byte)value.StatusValue,
        ReportedStatus = (byte)value.ReportedStatus,
        SystemState = (byte)value.SystemStateValue,
        BatteryState = (byte)value.BatteryStateValue,
        AlertsActive = (byte)value.AlertsActive,
        AlertsKnown = (byte)value.AlertsKnown,
        PreviousActive = (byte)value.PreviousActive,
        PreviousKnown = (byte)value.PreviousKnown,
        Flags = (byte)value.Flags,
    };
}
