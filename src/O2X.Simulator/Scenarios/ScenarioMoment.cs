namespace O2X.Simulator.Scenarios;

/// <summary>What happened in a scenario that is played.</summary>
/// <param name="At">When, from its beginning.</param>
/// <param name="Text">What, in words: <c>out-of-range for 20 s</c>; null when there is only a note.</param>
/// <param name="Note">What a person is told of it; null: nothing.</param>
public sealed record ScenarioMoment(TimeSpan At, string? Text, string? Note)
{
    /// <summary>What happened and what is told of it, in one line.</summary>
    public override string ToString() => Text is null ? Note ?? "" : Note is null ? Text : $"{Text}: {Note}";
}
