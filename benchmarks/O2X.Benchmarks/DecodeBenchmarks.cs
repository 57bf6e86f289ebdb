using BenchmarkDotNet.Attributes;
using O2X.Benchmarks.Peers;
using O2X.Vehicles;
using O2X.Vehicles.Ami;
using O2X.Vehicles.Decoding;
using O2X.Vehicles.Tracking;

namespace O2X.Benchmarks;

/// <summary>One CAN frame, of the mix that a bus says, to values and to the vehicle's state.</summary>
[MemoryDiagnoser]
public class DecodeBenchmarks
{
    private const int Frames = 1024;

    private readonly HandWrittenDecoder _handWritten = new();
    private readonly AmiFrameDecoder _decoder = new();
    private readonly VehicleTracker _tracker = new();
    private VehicleSnapshot _state;
    private long _now;

    [GlobalSetup]
    public void SetUp() => _tracker.BeginLink(PayloadKind.CanFrame, null, 0);

    [Benchmark(Baseline = true, OperationsPerInvoke = Frames, Description = "hand-written reads")]
    public int HandWritten()
    {
        var decoded = 0;
        for (var i = 0; i < Frames; i++) decoded += _handWritten.Decode(Benchmarks.Frames.Packets[i & 7]) ? 1 : 0;
        return decoded;
    }

    [Benchmark(OperationsPerInvoke = Frames, Description = "frame to values")]
    public int Decode()
    {
        var decoded = 0;
        for (var i = 0; i < Frames; i++) decoded += _decoder.Decode(Benchmarks.Frames.Packets[i & 7], ref _state, ++_now) == DecodeResult.Updated ? 1 : 0;
        return decoded;
    }

    [Benchmark(OperationsPerInvoke = Frames, Description = "frame to the vehicle's state")]
    public int Track()
    {
        var refreshed = 0;
        for (var i = 0; i < Frames; i++)
            refreshed += (_tracker.Accept(Benchmarks.Frames.Packets[i & 7], ++_now) & VehicleChanges.Refreshed) != 0 ? 1 : 0;
        return refreshed;
    }
}
