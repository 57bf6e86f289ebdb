namespace O2X.Actors.Hosting;

/// <summary>The name of a hosted engine; <see cref="Unnamed"/> for the one that has none. Names that differ in case only are the same.</summary>
internal sealed record EngineName
{
    private const int Longest = 40;

    private EngineName(string text) => Text = text;

    /// <summary>The engine that <c>AddO2X()</c> adds.</summary>
    public static EngineName Unnamed { get; } = new("");

    /// <summary>As given; the name of its options and the key of its service.</summary>
    public string Text { get; }

    /// <summary>Its section of the configuration.</summary>
    public string Section => IsUnnamed ? O2XHostingOptions.Section : $"{O2XHostingOptions.Section}:{Text}";

    /// <summary>Its name among actors, and in measurements.</summary>
    public string Label => IsUnnamed ? new EngineOptions().Name : Text;

    /// <summary>Its name at the beginning of a sentence.</summary>
    public string Words => IsUnnamed ? "The O2X engine" : $"The O2X engine '{Text}'";

    private bool IsUnnamed => Text.Length == 0;

    /// <summary>Checks a name.</summary>
    /// <exception cref="ArgumentException">It cannot be one; the message says why.</exception>
    public static EngineName Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > Longest || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            throw new ArgumentException($"The name of an engine is 1 to {Longest} letters, digits and '-'; '{name}' is not.", nameof(name));
        if (typeof(O2XHostingOptions).GetProperties().Any(option => Same(option.Name, name)))
            throw new ArgumentException($"'{name}' cannot name an engine: {O2XHostingOptions.Section}:{name} is an option.", nameof(name));
        return new EngineName(name);
    }

    public bool Equals(EngineName? other) => other is not null && Same(Text, other.Text);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Text);

    public override string ToString() => Text;

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
