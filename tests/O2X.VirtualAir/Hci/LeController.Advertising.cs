using System.Buffers.Binary;

namespace O2X.VirtualAir.Hci;

internal sealed partial class LeController
{
    private const double IntervalUnitMilliseconds = 0.625;

    private ITimer? _advertising;
    private TimeSpan _advertisingInterval;
    private AdvertKind _advertKind;
    private byte _advertisesAs;
    private byte[] _advertisingData = [];
    private byte[] _scanResponse = [];

    /// <summary>What it advertises; null when it does not.</summary>
    public Advert? Advert =>
        _advertising is null ? null : new Advert(_advertKind, OwnAddress(_advertisesAs), _advertisingData, _scanResponse, -55);

    /// <summary>The time between two adverts that the host asked for.</summary>
    public TimeSpan AdvertisingInterval => _advertisingInterval;

    /// <inheritdoc/>
    public Answer Connect(AirLink link)
    {
        if (!InRange) return Answer.Unheard;
        var end = new ControllerEnd(this, link, NextHandle(), LinkRole.Peripheral);
        link.Peripheral = end;

        // A controller stops advertising when somebody connects; the host starts it anew.
        StopAdvertising();
        Open(end, link.CentralAddress);
        return Answer.Accepted;
    }

    private void SetAdvertising(Opcode opcode, ReadOnlySpan<byte> parameters)
    {
        _advertisingInterval = TimeSpan.FromMilliseconds(IntervalUnitMilliseconds * BinaryPrimitives.ReadUInt16LittleEndian(parameters));
        _advertKind = (AdvertKind)Math.Min(parameters[4], (byte)AdvertKind.NotConnectable);
        _advertisesAs = parameters[5];
        Complete(opcode, 0);
    }

    private void SetAdvertisingData(Opcode opcode, ReadOnlySpan<byte> parameters)
    {
        _advertisingData = ReadData(parameters);
        Complete(opcode, 0);
    }

    private void SetScanResponse(Opcode opcode, ReadOnlySpan<byte> parameters)
    {
        _scanResponse = ReadData(parameters);
        Complete(opcode, 0);
    }

    private static byte[] ReadData(ReadOnlySpan<byte> parameters) => parameters.Slice(1, Math.Min(parameters[0], parameters.Length - 1)).ToArray();

    private void EnableAdvertising(Opcode opcode, ReadOnlySpan<byte> parameters)
    {
        StopAdvertising();
        if (parameters[0] != 0) _advertising = _air.Clock.CreateTimer(_ => _air.Line.Post(Advertise), null, _advertisingInterval, _advertisingInterval);
        Complete(opcode, 0);
    }

    private void StopAdvertising()
    {
        _advertising?.Dispose();
        _advertising = null;
    }

    private void Advertise()
    {
        if (InRange && Advert is { } advert) _air.Send(advert, this);
    }
}
