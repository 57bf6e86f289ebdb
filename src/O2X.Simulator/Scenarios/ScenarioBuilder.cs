using O2X.Simulator.Cars;
using O2X.Simulator.Faults;
using O2X.Vehicles;

namespace O2X.Simulator.Scenarios;

/// <summary>
/// Makes a scenario in code. <see cref="At"/> says when, and what follows it happens then, again and again after <see cref="Every"/>.
/// Times are in seconds.
/// </summary>
public sealed class ScenarioBuilder
{
    private readonly string _name;
    private readonly List<ScenarioStep> _steps = [];
    private string? _title;
    private string _description = "";
    private int _seed = 1;
    private TimeSpan? _length;
    private TimeRange _at;
    private TimeRange? _every;
    private int? _times;

    internal ScenarioBuilder(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!ScenarioLimits.IsName(name))
            throw new ArgumentException($"A name has 1 to {ScenarioLimits.NameLength} lower-case letters, digits and hyphens.", nameof(name));
        _name = name;
    }

    /// <summary>Says in a few words what it is; without it, its name does.</summary>
    public ScenarioBuilder Titled(string title)
    {
        _title = Showable(title, ScenarioLimits.TitleLength, nameof(title));
        return this;
    }

    /// <summary>Says in a sentence or two what there is to see.</summary>
    public ScenarioBuilder Described(string description)
    {
        _description = Showable(description, ScenarioLimits.TextLength, nameof(description));
        return this;
    }

    /// <summary>Says what all chance is drawn from; default 1.</summary>
    /// <param name="seed">0 or greater.</param>
    public ScenarioBuilder Seeded(int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seed);
        _seed = seed;
        return this;
    }

    /// <summary>Says when what follows happens: so many seconds from the beginning, or at any time between two.</summary>
    public ScenarioBuilder At(double seconds, double? latest = null)
    {
        (_at, _every, _times) = (Range(seconds, latest, 0, nameof(seconds)), null, null);
        return this;
    }

    /// <summary>Says that what follows happens again, each time after so many seconds, or any number of seconds between two.</summary>
    /// <param name="seconds">At least 0.1.</param>
    /// <param name="most">The most, when it is left to chance.</param>
    /// <param name="times">How often it happens altogether; null: until the scenario ends.</param>
    public ScenarioBuilder Every(double seconds, double? most = null, int? times = null)
    {
        if (times is < 1 or > ScenarioLimits.Times) throw new ArgumentOutOfRangeException(nameof(times), times, $"It happens 1 to {ScenarioLimits.Times} times.");
        (_every, _times) = (Range(seconds, most, ScenarioLimits.LeastSeconds, nameof(seconds)), times);
        return this;
    }

    /// <summary>The car does something, or one of several things.</summary>
    public ScenarioBuilder CarDoes(params CarActivity[] activities) => Do(new ScenarioAction.CarDoes(Choices(activities, nameof(activities))));

    /// <summary>The car sets out on a journey of at most 100 phases.</summary>
    public ScenarioBuilder CarFollows(Journey journey)
    {
        ArgumentNullException.ThrowIfNull(journey);
        if (journey.Phases.Count > ScenarioLimits.Phases || journey.Phases.Any(phase => phase.Duration.TotalSeconds > ScenarioLimits.MostSeconds))
            throw new ArgumentException($"A journey has at most {ScenarioLimits.Phases} phases of at most {ScenarioLimits.MostSeconds} s.", nameof(journey));
        return Do(new ScenarioAction.CarFollows(journey));
    }

    /// <summary>Alerts are on, beside those that the car puts on itself; the others are off.</summary>
    public ScenarioBuilder CarHasAlerts(Alerts alerts) => Do(new ScenarioAction.CarHasAlerts(alerts));

    /// <summary>The battery has a state of charge.</summary>
    /// <param name="percent">0 to 100.</param>
    public ScenarioBuilder CarHasCharge(double percent)
    {
        if (percent is not (>= 0 and <= 100)) throw new ArgumentOutOfRangeException(nameof(percent), percent, "A state of charge is 0 to 100 %.");
        return Do(new ScenarioAction.CarHasCharge(percent));
    }

    /// <summary>A fault, or one of several, happens in a moment, or begins.</summary>
    public ScenarioBuilder Breaks(params Fault[] faults) => Do(new ScenarioAction.Breaks(Choices(faults, nameof(faults)), null));

    /// <summary>A fault lasts for so many seconds, or any number of seconds between two.</summary>
    /// <exception cref="ArgumentException">The fault happens in a moment and does not last.</exception>
    public ScenarioBuilder Breaks(Fault fault, double seconds, double? most = null)
    {
        ArgumentNullException.ThrowIfNull(fault);
        if (!fault.Lasts) throw new ArgumentException($"{fault} happens in a moment and does not last.", nameof(fault));
        return Do(new ScenarioAction.Breaks([fault], Range(seconds, most, ScenarioLimits.LeastSeconds, nameof(seconds))));
    }

    /// <summary>A fault is over.</summary>
    /// <exception cref="ArgumentException">The fault happens in a moment: there is nothing to end.</exception>
    public ScenarioBuilder Mends(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return fault.Lasts
            ? Do(new ScenarioAction.Mends(fault))
            : throw new ArgumentException($"{fault} happens in a moment: there is nothing to end.", nameof(fault));
    }

    /// <summary>A person is told something: about what was said last if that is for the same time, else by itself.</summary>
    public ScenarioBuilder Note(string note)
    {
        var text = Showable(note, ScenarioLimits.TextLength, nameof(note));
        ArgumentException.ThrowIfNullOrEmpty(note);
        if (_steps is not [.., { Note: null } last] || last.At != _at || last.Every != _every) return Do(new ScenarioAction.Nothing(), text);
        _steps[^1] = last with { Note = text };
        return this;
    }

    /// <summary>The scenario ends after so many seconds, and every fault with it.</summary>
    public ScenarioBuilder Until(double seconds)
    {
        _length = Range(seconds, null, ScenarioLimits.LeastSeconds, nameof(seconds)).Least;
        return this;
    }

    /// <summary>The scenario.</summary>
    /// <exception cref="InvalidOperationException">It has no step, too many, or one after its end.</exception>
    public Scenario Build()
    {
        if (_steps.Count is 0 or > ScenarioLimits.Steps) throw new InvalidOperationException($"A scenario has 1 to {ScenarioLimits.Steps} steps.");
        if (_steps.FirstOrDefault(step => step.At.Most > _length) is { } late)
            throw new InvalidOperationException($"The scenario is over by {late.At}: it ends after {TimeRange.Seconds(_length!.Value)} s.");
        return new Scenario(_name, _title ?? _name, _description, _seed, _length, [.. _steps]);
    }

    private ScenarioBuilder Do(ScenarioAction action, string? note = null)
    {
        _steps.Add(new ScenarioStep(_at, action) { Every = _every, Times = _times, Note = note });
        return this;
    }

    private static T[] Choices<T>(T[] choices, string name) =>
        choices is { Length: > 0 and <= ScenarioLimits.Choices } && !choices.Any(choice => choice is null)
            ? [.. choices]
            : throw new ArgumentException($"There are 1 to {ScenarioLimits.Choices} things to choose from.", name);

    private static TimeRange Range(double least, double? most, double bound, string name) =>
        least >= bound && (most ?? least) >= least && (most ?? least) <= ScenarioLimits.MostSeconds
            ? TimeRange.Of(least, most)
            : throw new ArgumentOutOfRangeException(
                name, FormattableString.Invariant($"Times are {bound} to {ScenarioLimits.MostSeconds} s, the least first and then the most."));

    private static string Showable(string text, int most, string name)
    {
        ArgumentNullException.ThrowIfNull(text, name);
        return text.Length <= most && ScenarioLimits.IsShowable(text)
            ? text
            : throw new ArgumentException($"It is one line of at most {most} characters.", name);
    }
}
