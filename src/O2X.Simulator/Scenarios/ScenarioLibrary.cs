using System.Diagnostics.CodeAnalysis;

namespace O2X.Simulator.Scenarios;

/// <summary>The scenarios that come with the simulator.</summary>
public static class ScenarioLibrary
{
    private const string Folder = "Scenarios.Library.";
    private const string Extension = ".json";

    private static readonly Lazy<IReadOnlyList<Scenario>> _all = new(ReadAll);

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<Scenario> All => _all.Value;

    /// <summary>The JSON schema of scenario files.</summary>
    public static string Schema
    {
        get
        {
            using var reader = new StreamReader(Open("Scenarios.scenario.schema.json"));
            return reader.ReadToEnd();
        }
    }

    /// <summary>The scenario of a name; null when there is none.</summary>
    public static Scenario? Find(string name) => All.FirstOrDefault(scenario => scenario.Name == name);

    /// <summary>Finds a scenario by its name, or reads it from a file.</summary>
    /// <param name="nameOrPath">A name of the library; or the path of a file, which has a slash in it or ends with <c>.json</c>.</param>
    /// <param name="scenario">The scenario, or null.</param>
    /// <param name="problem">What is wrong, in one line; null when nothing is.</param>
    public static bool TryOpen(
        string? nameOrPath, [NotNullWhen(true)] out Scenario? scenario, [NotNullWhen(false)] out string? problem)
    {
        (scenario, problem) = (null, null);
        try
        {
            if (string.IsNullOrEmpty(nameOrPath)) problem = $"No scenario is named. There are: {Names}.";
            else if (IsPath(nameOrPath)) scenario = Scenario.ReadFile(nameOrPath);
            else if ((scenario = Find(nameOrPath)) is null) problem = $"There is no scenario '{Shown(nameOrPath)}'.{Near(nameOrPath)} There are: {Names}.";
        }
        catch (ScenarioException exception)
        {
            problem = exception.Message;
        }

        return scenario is not null;
    }

    private static string Names => string.Join(", ", All.Select(scenario => scenario.Name));

    private static bool IsPath(string text) =>
        text.Contains('/') || text.Contains(Path.DirectorySeparatorChar) || text.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    private static string Near(string name) => Spelling.DidYouMean(name, All.Select(scenario => scenario.Name));

    private static string Shown(string name) =>
        ScenarioLimits.Showable(name.Length <= ScenarioLimits.NameLength ? name : name[..ScenarioLimits.NameLength] + "…");

    private static Stream Open(string name) =>
        typeof(ScenarioLibrary).Assembly.GetManifestResourceStream($"{nameof(O2X)}.{nameof(Simulator)}.{name}")
        ?? throw new InvalidOperationException($"The assembly lacks {name}.");

    private static Scenario[] ReadAll()
    {
        var prefix = $"{nameof(O2X)}.{nameof(Simulator)}.{Folder}";
        return
        [
            .. typeof(ScenarioLibrary).Assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Select(name => Read(Folder + name[prefix.Length..]))
                .OrderBy(scenario => scenario.Name, StringComparer.Ordinal),
        ];
    }

    private static Scenario Read(string name)
    {
        using var stream = Open(name);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Scenario.Read(bytes.ToArray());
    }
}
