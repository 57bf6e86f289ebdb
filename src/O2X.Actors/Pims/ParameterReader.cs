using System.Text.Json;
using O2X.Vehicles;

namespace O2X.Actors;

/// <summary>
/// Reads the parameters of one call in the order in which they are documented, and remembers what is wrong with them: the first that
/// is missing, else the first that is invalid (decisions.md D34). A null is no value.
/// </summary>
internal sealed class ParameterReader
{
    private readonly JsonElement? _group;
    private readonly string _prefix;
    private readonly Problems _problems;
    private readonly HashSet<string> _known = [];

    public ParameterReader(JsonElement root)
        : this(root, "", new Problems())
    {
    }

    // In a group that is not there nothing is missing.
    private ParameterReader(JsonElement? group, string prefix, Problems problems) =>
        (_group, _prefix, _problems) = (group, prefix, problems);

    /// <summary>What the call fails with; null when everything is as it should be.</summary>
    public PimsError? Error =>
        _problems.Missing is { } missing ? PimsError.Missing(missing)
        : _problems.Invalid is { } invalid ? PimsError.Invalid(invalid)
        : null;

    /// <summary>The keys that were given and never asked for.</summary>
    public IEnumerable<string> Unknown =>
        _group!.Value.EnumerateObject().Select(member => member.Name).Where(name => !_known.Contains(name));

    /// <summary>One of a list of words, spelled exactly unless <paramref name="comparison"/> says otherwise; null when it is not.</summary>
    public string? Word(
        string name, bool isRequired, IReadOnlyList<string> words, string[]? aliases = null, StringComparison comparison = StringComparison.Ordinal)
    {
        if (Find(name, isRequired, aliases ?? []) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.String && TextOf(value) is { } text
            && words.FirstOrDefault(word => string.Equals(word, text, comparison)) is { } found) return found;
        return Reject(name);
    }

    /// <summary>Any text; null when it is not.</summary>
    public string? Text(string name)
    {
        if (Find(name, isRequired: false, []) is not { } value) return null;
        return value.ValueKind == JsonValueKind.String && TextOf(value) is { } text ? text : Reject(name);
    }

    /// <summary>True or false, also as text in lower case; null when it is neither.</summary>
    public bool? Boolean(string name, bool isRequired, params string[] aliases)
    {
        if (Find(name, isRequired, aliases) is not { } value) return null;
        if (BooleanOf(value) is { } boolean) return boolean;
        Reject(name);
        return null;
    }

    /// <summary>What <see cref="Boolean"/> will give, without any judgement.</summary>
    public bool? PeekBoolean(string name, params string[] aliases) => Locate(name, aliases) is { } value ? BooleanOf(value) : null;

    /// <summary>A VIN; null when it is not.</summary>
    public Vin? Vin(string name, bool isRequired, params string[] aliases)
    {
        if (Find(name, isRequired, aliases) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.String && Vehicles.Vin.TryParse(TextOf(value), out var vin)) return vin;
        Reject(name);
        return null;
    }

    /// <summary>A whole number within a range; null when it is not, or was not given.</summary>
    public long? Integer(string name, long least, long most, bool isRequired = false)
    {
        if (Find(name, isRequired, []) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number)
            && decimal.IsInteger(number) && number >= least && number <= most) return (long)number;
        Reject(name);
        return null;
    }

    /// <summary>A value whose null is a value too, and a wrong one (decisions.md D13).</summary>
    public void RejectNull(string name)
    {
        if (_group is { } group && group.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Null) Reject(name);
    }

    /// <summary>A list of words, also as one word; null when it is not. An empty list is a missing one (decisions.md D27).</summary>
    public IReadOnlyList<string>? Words(string name, IReadOnlyList<string> words)
    {
        if (Find(name, isRequired: true, []) is not { } value) return null;
        var items = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : new[] { value };
        if (items.Length == 0)
        {
            _problems.Missing ??= _prefix + name;
            return null;
        }

        var texts = items.Select(item => item.ValueKind == JsonValueKind.String ? TextOf(item) : null).ToList();
        if (texts.All(text => text is not null && words.Contains(text))) return texts!;
        Reject(name);
        return null;
    }

    /// <summary>The parameters of an object within.</summary>
    public ParameterReader Group(string name, bool isRequired)
    {
        var found = Find(name, isRequired, []);
        if (found is { ValueKind: not JsonValueKind.Object })
        {
            Reject(name);
            found = null;
        }

        return new ParameterReader(found, $"{_prefix}{name}.", _problems);
    }

    private static bool? BooleanOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => TextOf(value) switch { "true" => true, "false" => false, _ => null },
        _ => null,
    };

    // A string of JSON can be well-formed and yet no text: half of a surrogate pair.
    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private JsonElement? Find(string name, bool isRequired, string[] aliases)
    {
        var found = Locate(name, aliases);
        if (found is null && isRequired && _group is not null) _problems.Missing ??= _prefix + name;
        return found;
    }

    private JsonElement? Locate(string name, string[] aliases)
    {
        foreach (var key in aliases.Prepend(name))
        {
            _known.Add(key);
            if (_group is { } group && group.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null) return value;
        }

        return null;
    }

    private string? Reject(string name)
    {
        _problems.Invalid ??= _prefix + name;
        return null;
    }

    private sealed class Problems
    {
        public string? Missing { get; set; }

        public string? Invalid { get; set; }
    }
}
