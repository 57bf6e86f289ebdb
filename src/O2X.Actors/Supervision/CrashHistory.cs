namespace O2X.Actors.Supervision;

/// <summary>
/// Counts the crashes of one actor on the engine's clock, and says when there are so many that starting it again does not help. It
/// outlives the actor, which alone adds to it; anybody may read the count.
/// </summary>
internal sealed class CrashHistory
{
    /// <summary>How many crashes within <see cref="Window"/> are too many.</summary>
    public const int Limit = 3;

    private long[]? _last;
    private long _count;

    public static TimeSpan Window { get; } = TimeSpan.FromMinutes(1);

    /// <summary>How often it crashed since the engine was started.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>It crashed.</summary>
    /// <param name="now">The present, in ticks.</param>
    /// <returns>Whether it keeps crashing.</returns>
    public bool Add(long now)
    {
        _last ??= new long[Limit];
        _last[_count % Limit] = now;
        Volatile.Write(ref _count, _count + 1);
        return KeepsCrashing(now);
    }

    /// <summary>Whether it crashed too often within the last minute.</summary>
    public bool KeepsCrashing(long now) => _count >= Limit && now - _last![_count % Limit] < Window.Ticks;
}

/// <summary>The crashes of an engine's actors.</summary>
internal sealed class Crashes
{
    public CrashHistory Link { get; } = new();

    public CrashHistory Scanner { get; } = new();

    public CrashHistory Decoder { get; } = new();

    public long Count => Link.Count + Scanner.Count + Decoder.Count;
}
