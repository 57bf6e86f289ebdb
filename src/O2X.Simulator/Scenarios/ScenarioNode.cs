using System.Globalization;
using System.Text.Json;

namespace O2X.Simulator.Scenarios;

/// <summary>A JSON value and where it stands; every look at it says what was expected when it is something else.</summary>
internal readonly struct ScenarioNode(JsonElement element, string path)
{
    private const int LongestQuote = 60;

    public bool IsArray => element.ValueKind == JsonValueKind.Array;

    public bool IsText => element.ValueKind == JsonValueKind.String;

    public ScenarioException Wrong(string problem) => new(path, problem);

    /// <summary>The members of an object, of which only some may be there.</summary>
    public Dictionary<string, ScenarioNode> Members(IReadOnlyCollection<string> allowed)
    {
        Expect(JsonValueKind.Object, "an object");
        var members = new Dictionary<string, ScenarioNode>();
        foreach (var member in element.EnumerateObject())
        {
            var name = NameOf(member);
            if (!allowed.Contains(name))
                throw Wrong($"'{Quote(name)}' is not a key here.{Spelling.DidYouMean(name, allowed)} Keys: {string.Join(", ", allowed)}.");
            if (!members.TryAdd(name, new ScenarioNode(member.Value, path.Length == 0 ? name : $"{path}.{name}")))
                throw Wrong($"'{name}' is given twice.");
        }

        return members;
    }

    public List<ScenarioNode> Items(int least, int most)
    {
        Expect(JsonValueKind.Array, "a list");
        var count = element.GetArrayLength();
        if (count < least || count > most) throw Wrong($"Expected {least} to {most} elements, found {count}.");
        var here = path;
        return [.. element.EnumerateArray().Select((item, index) => new ScenarioNode(item, $"{here}[{index}]"))];
    }

    public string Text(int least, int most)
    {
        Expect(JsonValueKind.String, "a string");
        var text = Decoded(element.GetString) ?? throw Wrong("The text is not proper Unicode.");
        if (text.Length < least || text.Length > most) throw Wrong($"Expected {least} to {most} characters, found {text.Length}.");
        return ScenarioLimits.IsShowable(text) ? text : throw Wrong("Expected one line of text without control characters.");
    }

    public double Number(double least, double most)
    {
        Expect(JsonValueKind.Number, "a number");
        if (element.TryGetDouble(out var number) && number >= least && number <= most) return number;
        throw Wrong(string.Create(CultureInfo.InvariantCulture, $"Expected a number from {least} to {most}, found {Quote(element.GetRawText())}."));
    }

    public int Whole(int least, int most)
    {
        Expect(JsonValueKind.Number, "a whole number");
        if (element.TryGetInt32(out var number) && number >= least && number <= most) return number;
        throw Wrong($"Expected a whole number from {least} to {most}, found {Quote(element.GetRawText())}.");
    }

    /// <summary>Seconds, or a list of the least and the most.</summary>
    public TimeRange Seconds(double least)
    {
        if (!IsArray) return TimeRange.Of(Number(least, ScenarioLimits.MostSeconds));
        var ends = Items(2, 2);
        var (from, to) = (ends[0].Number(least, ScenarioLimits.MostSeconds), ends[1].Number(least, ScenarioLimits.MostSeconds));
        return from <= to ? TimeRange.Of(from, to) : throw Wrong("Expected the least first and then the most.");
    }

    public T Word<T>(IReadOnlyDictionary<string, T> words, string what)
    {
        Expect(JsonValueKind.String, "a string");
        var word = Decoded(element.GetString) ?? throw Wrong("The text is not proper Unicode.");
        if (words.TryGetValue(word, out var value)) return value;
        throw Wrong($"'{Quote(word)}' is not {what}.{Spelling.DidYouMean(word, words.Keys)} There are: {string.Join(", ", words.Keys)}.");
    }

    /// <summary>One word, or a list of words.</summary>
    public IReadOnlyList<T> Words<T>(IReadOnlyDictionary<string, T> words, string what) =>
        IsArray ? [.. Items(1, ScenarioLimits.Choices).Select(item => item.Word(words, what))] : [Word(words, what)];

    private string NameOf(JsonProperty member) => Decoded(() => member.Name) ?? throw Wrong("A key is not proper Unicode.");

    // What an escape or a byte sequence stands for shows only when it is decoded.
    private static string? Decoded(Func<string?> decode)
    {
        try
        {
            return decode();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string Quote(string text) =>
        ScenarioLimits.Showable(text.Length <= LongestQuote ? text : text[..LongestQuote] + "…");

    private void Expect(JsonValueKind kind, string what)
    {
        if (element.ValueKind != kind) throw Wrong($"Expected {what}, found {Found}.");
    }

    private string Found => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => element.ValueKind == JsonValueKind.True ? "true" : "false",
    };
}
