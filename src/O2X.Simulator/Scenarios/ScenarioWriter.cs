using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using O2X.Simulator.Cars;

namespace O2X.Simulator.Scenarios;

/// <summary>Writes a scenario as the JSON that <see cref="ScenarioReader"/> reads.</summary>
internal static class ScenarioWriter
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static string Write(Scenario scenario)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("name", scenario.Name);
            json.WriteString("title", scenario.Title);
            if (scenario.Description.Length > 0) json.WriteString("description", scenario.Description);
            json.WriteNumber("seed", scenario.Seed);
            if (scenario.Length is { } length) json.WriteNumber("length", Seconds(length));
            json.WriteStartArray("steps");
            foreach (var step in scenario.Steps) Write(json, step);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, ScenarioStep step)
    {
        json.WriteStartObject();
        Write(json, "at", step.At);
        if (step.Every is { } every) Write(json, "every", every);
        if (step.Times is { } times) json.WriteNumber("times", times);
        Write(json, step.Action);
        if (step.Note is { } note) json.WriteString("note", note);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ScenarioAction action)
    {
        switch (action)
        {
            case ScenarioAction.CarDoes car:
                Write(json, "car", [.. car.Choices.Select(ScenarioWords.Of)]);
                break;
            case ScenarioAction.CarFollows { Journey: var journey }:
                Write(json, journey);
                break;
            case ScenarioAction.CarHasAlerts { Alerts: var alerts }:
                json.WriteStartArray("alerts");
                foreach (var word in ScenarioWords.Of(alerts)) json.WriteStringValue(word);
                json.WriteEndArray();
                break;
            case ScenarioAction.CarHasCharge charge:
                json.WriteNumber("stateOfCharge", charge.Percent);
                break;
            case ScenarioAction.Breaks fault:
                Write(json, "fault", [.. fault.Choices.Select(choice => choice.Name)]);
                if (fault.Lasting is { } lasting) Write(json, "for", lasting);
                break;
            case ScenarioAction.Mends end:
                json.WriteString("end", end.Fault.Name);
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, Journey journey)
    {
        if (ScenarioWords.Journeys.FirstOrDefault(word => ReferenceEquals(word.Value, journey)).Key is { } name)
        {
            json.WriteString("journey", name);
            return;
        }

        json.WriteStartArray("journey");
        foreach (var phase in journey.Phases)
        {
            json.WriteStartObject();
            json.WriteString("car", ScenarioWords.Of(phase.Activity));
            json.WriteNumber("for", Seconds(phase.Duration));
            if (phase.Compression != 1) json.WriteNumber("compression", phase.Compression);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> words)
    {
        if (words.Count == 1)
        {
            json.WriteString(name, words[0]);
            return;
        }

        json.WriteStartArray(name);
        foreach (var word in words) json.WriteStringValue(word);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, TimeRange time)
    {
        if (time.IsFixed)
        {
            json.WriteNumber(name, Seconds(time.Least));
            return;
        }

        json.WriteStartArray(name);
        json.WriteNumberValue(Seconds(time.Least));
        json.WriteNumberValue(Seconds(time.Most));
        json.WriteEndArray();
    }

    private static decimal Seconds(TimeSpan time) => (long)Math.Round(time.TotalMilliseconds) / 1000m;
}
