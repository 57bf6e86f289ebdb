using System.Runtime.CompilerServices;

namespace O2X.Vehicles;

/// <summary>When each <see cref="Signal"/> was last heard, in hundredths of a second of the engine's monotonic clock (wraps after 497 days).</summary>
[InlineArray(Count)]
internal struct SignalTimes
{
    internal const int Count = (int)Signal.Status + 1;

    private uint _first;

    internal const long Resolution = TimeSpan.TicksPerMillisecond * 10;

    // Rounded up, so that a value never looks older than it is.
    internal static uint FromTicks(long ticks) => (uint)((ticks + (Resolution - 1)) / Resolution);

    internal static TimeSpan Span(uint from, uint to) => TimeSpan.FromMilliseconds((to - from) * 10L);
}
