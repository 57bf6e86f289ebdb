using System.Runtime.CompilerServices;
using O2X.Vehicles.Decoding;

namespace O2X.Vehicles.Tracking;

/// <summary>Counts packets by what became of them.</summary>
[InlineArray((int)DecodeResult.Implausible + 1)]
internal struct PacketCounts
{
    private long _first;

    public void Count(DecodeResult result) => this[(int)result]++;

    public readonly DecodeCounters With(long dropped, long lost)
    {
        var all = 0L;
        foreach (var count in this) all += count;
        return new DecodeCounters(
            all, Of(DecodeResult.Unknown), Of(DecodeResult.Remote), Of(DecodeResult.ErrorFrame), Of(DecodeResult.Extended),
            Of(DecodeResult.Malformed), Of(DecodeResult.Implausible), dropped, lost);
    }

    private readonly long Of(DecodeResult result) => this[(int)result];
}
