namespace O2X.Actors.Diagnostics;

/// <summary>An engine as the meter sees it.</summary>
/// <param name="Label">What tells it from the other engines of the process.</param>
/// <param name="Context">The engine.</param>
internal sealed record MeteredEngine(string Label, EngineContext Context)
{
    public EngineBoard Board => Context.Board;

    /// <summary>How long ago the vehicle was heard last; null when it was not.</summary>
    public TimeSpan? DataAge => Board.LastReceivedAt is { } at ? TimeSpan.FromTicks(Context.Now - at) : null;
}
