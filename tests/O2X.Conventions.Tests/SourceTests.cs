using System.Text.RegularExpressions;

namespace O2X.Conventions.Tests;

/// <summary>What is true of every file.</summary>
public partial class SourceTests
{
    private const int MostLines = 400;

    /// <summary>Written apart, so that this file does not hold them.</summary>
    private static readonly string[] ForbiddenWords = ["TO" + "DO", "FIX" + "ME", "#" + "region", "NotImplemented" + "Exception"];

    private static readonly string[] Kinds = ["unit", "can", "faults", "ble", "web", "soak"];

    [Fact]
    public void Stays_under_the_most_lines()
    {
        var tooLong = Code("src").Where(file => Repository.Read(file).AsSpan().Count('\n') > MostLines);

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Holds_no_forbidden_word()
    {
        var hits =
            from file in Repository.TextFiles()
            from word in ForbiddenWords
            where Repository.Read(file).Contains(word, StringComparison.Ordinal)
            select $"{file}: {word}";

        Assert.Empty(hits);
    }

    [Fact]
    public void Names_no_place_of_one_machine()
    {
        var hits =
            from file in Repository.TextFiles()
            from Match match in PlaceOfOneMachine().Matches(Repository.Read(file))
            select $"{file}: {match.Value}";

        Assert.Empty(hits);
    }

    [Fact]
    public void Knows_a_place_of_one_machine()
    {
        Assert.Matches(PlaceOfOneMachine(), "see /" + "home/jane/logs");
        Assert.Matches(PlaceOfOneMachine(), "C:" + "\\Users");
        Assert.DoesNotMatch(PlaceOfOneMachine(), "https://example.org/home/page and $XDG_STATE_HOME/o2x");
    }

    [Fact]
    public void Is_documented_without_exception()
    {
        var silenced = Repository.TextFiles("src").Where(file => SilencedDocumentation().IsMatch(Repository.Read(file)));
        var undocumented = Repository.Libraries.Where(project => !File.Exists(Path.ChangeExtension(project.AssemblyPath, ".xml")));

        Assert.Empty(silenced);
        Assert.Empty(undocumented);
    }

    [Fact]
    public void Belongs_to_a_project_of_the_solution()
    {
        var solution = Repository.Read("O2X.Actors.sln").Replace('\\', '/');
        var projects = Repository.Files().Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(projects);
        Assert.DoesNotContain(projects, file => !solution.Contains($"\"{file}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_only_kinds_of_test_that_the_script_runs()
    {
        var traits = Code("tests").SelectMany(file => KindTrait().Matches(Repository.Read(file)).Select(match => (file, kind: match.Groups[1].Value)));

        Assert.DoesNotContain(traits, trait => !Kinds.Any(kind => trait.kind == $"\"{kind}\""));
        Assert.Contains($"KINDS=({string.Join(' ', Kinds)})", Repository.Read("test.sh"), StringComparison.Ordinal);
    }

    [Fact]
    public void Is_executable_where_it_is_a_script()
    {
        var scripts = Repository.Files().Where(file => Repository.Read(file).StartsWith("#!", StringComparison.Ordinal)).ToList();

        Assert.Contains(".ci/run", scripts);
        Assert.Contains("test.sh", scripts);
        Assert.DoesNotContain(scripts, file => !IsExecutable(Repository.FullPath(file)));
    }

    private static bool IsExecutable(string file) =>
        OperatingSystem.IsWindows() || File.GetUnixFileMode(file).HasFlag(UnixFileMode.UserExecute);

    private static IEnumerable<string> Code(string folder) =>
        Repository.Files(folder).Where(file => file.EndsWith(".cs", StringComparison.Ordinal));

    [GeneratedRegex(@"(?<![\w.~/}])/(home|root|work|Users|mnt|media)/\w|\b[A-Z]:\\\w")]
    private static partial Regex PlaceOfOneMachine();

    [GeneratedRegex(@"(NoWarn>|pragma warning disable)[^<\n]*1591")]
    private static partial Regex SilencedDocumentation();

    [GeneratedRegex(@"\[(?:assembly: )?Trait\(""Kind"", ([^)]*)\)")]
    private static partial Regex KindTrait();
}
