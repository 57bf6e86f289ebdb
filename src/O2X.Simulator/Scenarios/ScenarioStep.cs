namespace O2X.Simulator.Scenarios;

/// <summary>One step of a scenario.</summary>
public sealed record ScenarioStep
{
    internal ScenarioStep(TimeRange at, ScenarioAction action) => (At, Action) = (at, action);

    /// <summary>When, from the beginning.</summary>
    public TimeRange At { get; }

    /// <summary>After how long it happens again, each time; null: it happens once.</summary>
    public TimeRange? Every { get; internal init; }

    /// <summary>How often it happens; null: until the scenario ends.</summary>
    public int? Times { get; internal init; }

    /// <summary>What a person is told of it; null: nothing.</summary>
    public string? Note { get; internal init; }

    /// <summary>What happens, in words; null when there is only a note.</summary>
    public string? Text => Action.Text;

    internal ScenarioAction Action { get; }
}
