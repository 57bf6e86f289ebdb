using System.Runtime.CompilerServices;

namespace O2X.Vehicles;

/// <summary>When each <see cref="Signal"/> was last heard, in hundredths of a second of the engine's monotonic clock (wraps after 497 days).</summary>
[InlineArray(Count)]
internal struct SignalTimes
{
    internal const int Count = (int)Signal.Status + 1;

    private uint _first;

    internal const long Resolution = TimeSpan.TicksPerMillisecond * 10;

    // A moment may lie before the clock's start: one full turn of the counter keeps the dividend positive and the result the same.
    private const long Turn = Resolution << 32;

    // Rounded up, so that a value never looks older than it is.
    internal static uint FromTicks(long ticks) => (uint)((ulong)(ticks + Turn + Resolution - 1) / Resolution);

    internal static TimeSpan Span(uint from, uint to) => TimeSpan.FromMilliseconds((to - from) * 10L);
}
