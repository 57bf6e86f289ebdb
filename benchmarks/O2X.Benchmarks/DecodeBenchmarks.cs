using System.Buffers.Binary;
using BenchmarkDotNet.Attributes;
using O2X.Vehicles;
using O2X.Vehicles.Ami;
using O2X.Vehicles.Decoding;
using O2X.Vehicles.Tracking;

namespace O2X.Benchmarks;

/// <summary>One CAN frame to values, against the reads that a person would write for one id; and to the vehicle's state.</summary>
[MemoryDiagnoser]
public class DecodeBenchmarks
{
    private readonly byte[] _packet = Frames.Packets[0];
    private readonly AmiFrameDecoder _decoder = new();
    private readonly VehicleTracker _tracker = new();
    private VehicleSnapshot _state;
    private short _current;
    private ushort _voltage;
    private byte _charge;
    private long _now;

    [GlobalSetup]
    public void SetUp() => _tracker.BeginLink(PayloadKind.CanFrame, null, 0);

    [Benchmark(Baseline = true, Description = "hand-written reads of 0x580")]
    public bool HandWritten()
    {
        ReadOnlySpan<byte> packet = _packet;
        if (packet.Length != 16 || BinaryPrimitives.ReadUInt32LittleEndian(packet) != 0x580 || packet[4] != 8) return false;
        var current = BinaryPrimitives.ReadInt16LittleEndian(packet[8..]);
        var voltage = BinaryPrimitives.ReadUInt16LittleEndian(packet[10..]);
        var charge = packet[13];
        if (voltage is < 4200 or > 6500 || charge > 100) return false;
        _current = current;
        _voltage = voltage;
        _charge = charge;
        return true;
    }

    [Benchmark(Description = "decoder: frame to values")]
    public DecodeResult Decode() => _decoder.Decode(_packet, ref _state, 1);

    [Benchmark(Description = "tracker: frame to updated vehicle state")]
    public VehicleChanges Track() => _tracker.Accept(_packet, _now += 1000);
}
