using System.Text;

namespace O2X.Simulator.Scenarios;

/// <summary>
/// A timeline of what a car, its dongle, the radio and the stack do: made in code (<see cref="Named"/>), read from JSON
/// (<c>scenario.schema.json</c>), or taken from the <see cref="ScenarioLibrary"/>. A <see cref="ScenarioPlayer"/> plays it.
/// </summary>
/// <remarks>Immutable.</remarks>
public sealed class Scenario
{
    internal Scenario(string name, string title, string description, int seed, TimeSpan? length, IReadOnlyList<ScenarioStep> steps)
    {
        (Name, Title, Description) = (name, title, description);
        (Seed, Length, Steps) = (seed, length, steps);
    }

    /// <summary>Its name: lower-case letters, digits and hyphens.</summary>
    public string Name { get; }

    /// <summary>What it is, in a few words.</summary>
    public string Title { get; }

    /// <summary>What there is to see, in a sentence or two; may be empty.</summary>
    public string Description { get; }

    /// <summary>What all chance in it is drawn from: the same seed plays the same way.</summary>
    public int Seed { get; }

    /// <summary>When it ends; null: when its steps are over and no fault lasts any more.</summary>
    public TimeSpan? Length { get; }

    /// <summary>What happens, in the order in which it was written.</summary>
    public IReadOnlyList<ScenarioStep> Steps { get; }

    /// <summary>Begins a scenario in code.</summary>
    /// <param name="name">Its name: 1 to 40 lower-case letters, digits and hyphens.</param>
    /// <exception cref="ArgumentException">That cannot be a name.</exception>
    public static ScenarioBuilder Named(string name) => new(name);

    /// <summary>Reads a scenario.</summary>
    /// <param name="json">A JSON object as <c>scenario.schema.json</c> describes it.</param>
    /// <exception cref="ScenarioException">It is not one.</exception>
    public static Scenario Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(Encoding.UTF8.GetBytes(json));
    }

    /// <summary>Reads a scenario.</summary>
    /// <param name="utf8">A JSON object as <c>scenario.schema.json</c> describes it, at most 256 KiB.</param>
    /// <exception cref="ScenarioException">It is not one.</exception>
    public static Scenario Read(ReadOnlyMemory<byte> utf8) => ScenarioReader.Read(utf8);

    /// <summary>Reads a scenario from a file.</summary>
    /// <param name="path">The file, at most 256 KiB.</param>
    /// <exception cref="ScenarioException">It cannot be read, or is not a scenario; the message begins with the file's name.</exception>
    public static Scenario ReadFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ScenarioFile.Read(path);
    }

    /// <summary>The scenario as JSON, which reads back as the same.</summary>
    public string ToJson() => ScenarioWriter.Write(this);

    /// <summary>Its name.</summary>
    public override string ToString() => Name;
}
