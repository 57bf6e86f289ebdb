using System.Reflection;
using System.Text.RegularExpressions;
using O2X.Actors.Hosting;

namespace O2X.Gateway.Tests;

/// <summary>The one table of settings in the room's readme tells of every setting, and of none that is not there.</summary>
public partial class SettingsTableTests
{
    // They are the engine's or the server's own, and described where they belong.
    private static readonly string[] _others = ["Kestrel:Endpoints", "Logging:LogLevel"];

    [Fact]
    public void Holds_every_key()
    {
        var missing = Keys().Except(Table(), StringComparer.Ordinal);

        Assert.Empty(missing);
    }

    [Fact]
    public void Holds_no_key_that_has_no_effect()
    {
        var engine = Properties(typeof(O2XHostingOptions), O2XHostingOptions.Section);
        var unknown = Table().Except(Keys().Concat(engine), StringComparer.Ordinal).Where(key => !_others.Any(other => key.StartsWith(other, StringComparison.Ordinal)));

        Assert.Empty(unknown);
    }

    [Fact]
    public void Holds_no_key_twice() => Assert.Equal(Table().Distinct(StringComparer.Ordinal), Table());

    private static IEnumerable<string> Keys() =>
        from type in typeof(GatewayApplication).Assembly.GetTypes()
        where type.Name.EndsWith("Options", StringComparison.Ordinal)
        let section = type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string
        where section is not null
        from key in Properties(type, section)
        select key;

    private static IEnumerable<string> Properties(Type type, string section) =>
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.SetMethod is { IsPublic: true }
        let key = $"{section}:{property.Name}"
        from found in IsSection(property.PropertyType) ? Properties(property.PropertyType, key) : [key]
        select found;

    private static bool IsSection(Type type) => type.IsClass && type.Assembly == typeof(GatewayApplication).Assembly;

    private static List<string> Table()
    {
        var readme = Readme();
        var settings = readme[readme.IndexOf("\n## Settings", StringComparison.Ordinal)..];
        var next = settings.IndexOf("\n## ", 4, StringComparison.Ordinal);
        return [.. Row().Matches(next < 0 ? settings : settings[..next]).Select(row => row.Groups["key"].Value)];
    }

    private static string Readme()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "O2X.Actors.sln"))) folder = folder.Parent!;
        return File.ReadAllText(Path.Combine(folder.FullName, "src", "O2X.Gateway", "README.md"));
    }

    [GeneratedRegex("^\\| `(?<key>[A-Za-z0-9]+(:[A-Za-z0-9]+)+)` ", RegexOptions.Multiline)]
    private static partial Regex Row();
}
