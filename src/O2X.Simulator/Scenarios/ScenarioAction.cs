using O2X.Simulator.Cars;
using O2X.Simulator.Faults;
using O2X.Vehicles;

namespace O2X.Simulator.Scenarios;

/// <summary>What a step does.</summary>
internal abstract record ScenarioAction
{
    private const int MostNamed = 4;

    private ScenarioAction()
    {
    }

    /// <summary>What is done, in words; null when it is only a note.</summary>
    public abstract string? Text { get; }

    /// <summary>The same with nothing left to chance.</summary>
    public virtual ScenarioAction Settle(Random random) => this;

    /// <summary>Only a note.</summary>
    public sealed record Nothing : ScenarioAction
    {
        public override string? Text => null;
    }

    /// <summary>The car does one of several things.</summary>
    public sealed record CarDoes(IReadOnlyList<CarActivity> Choices) : ScenarioAction
    {
        public override string Text => $"car {string.Join(" or ", Choices.Select(ScenarioWords.Verb))}";

        public override ScenarioAction Settle(Random random) => new CarDoes([Pick(Choices, random)]);
    }

    public sealed record CarFollows(Journey Journey) : ScenarioAction
    {
        public override string Text => $"car sets out on a journey of {Journey.Phases.Count} {(Journey.Phases.Count == 1 ? "phase" : "phases")}";
    }

    public sealed record CarHasAlerts(Alerts Alerts) : ScenarioAction
    {
        public override string Text => Alerts == Alerts.None ? "alerts off" : $"alerts on: {string.Join(", ", ScenarioWords.Of(Alerts))}";
    }

    public sealed record CarHasCharge(double Percent) : ScenarioAction
    {
        public override string Text => FormattableString.Invariant($"battery at {Percent:0.###} %");
    }

    /// <summary>One of several faults happens, or lasts for a time, or begins.</summary>
    public sealed record Breaks(IReadOnlyList<Fault> Choices, TimeRange? Lasting) : ScenarioAction
    {
        public override string Text
        {
            get
            {
                var names = Choices.Count <= MostNamed ? string.Join(" or ", Choices) : $"one of {Choices.Count} faults";
                return Lasting is { } time ? $"{names} for {time}" : Choices.Any(fault => fault.Lasts) ? $"{names} begins" : names;
            }
        }

        public override ScenarioAction Settle(Random random)
        {
            var fault = Pick(Choices, random);
            TimeRange? lasting = Lasting?.Draw(random) is { } time && fault.Lasts ? new TimeRange(time, time) : null;
            return new Breaks([fault], lasting);
        }
    }

    public sealed record Mends(Fault Fault) : ScenarioAction
    {
        public override string Text => $"{Fault.Name} is over";
    }

    private static T Pick<T>(IReadOnlyList<T> choices, Random random) => choices[choices.Count == 1 ? 0 : random.Next(choices.Count)];
}
