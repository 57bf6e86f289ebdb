using System.CommandLine;
using System.Text.RegularExpressions;
using O2X.Cli;

namespace O2X.Conventions.Tests;

/// <summary>The command understands what the guides and the systemd units say to it. What follows from it, nobody looks at here.</summary>
public sealed partial class ShownCommandTests : IDisposable
{
    private const string Guide = "src/O2X.Links.BlueZ/README.md";

    private readonly string _secret = Path.GetTempFileName();

    public ShownCommandTests() => File.WriteAllText(_secret, "sesame");

    public static TheoryData<string, string> CommandLines
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var file in (string[])["README.md", Guide])
            {
                foreach (var line in LinesOfShellBlocks(file).Where(line => line.StartsWith("o2x ", StringComparison.Ordinal)).Distinct()) all.Add(file, line);
            }

            foreach (var file in Units)
            {
                foreach (Match start in StartOfUnit().Matches(Text(file))) all.Add(file, start.Groups["command"].Value);
            }

            return all;
        }
    }

    private static IEnumerable<string> Units => Repository.Files("deploy").Where(file => file.EndsWith(".service", StringComparison.Ordinal));

    public void Dispose() => File.Delete(_secret);

    [Theory]
    [MemberData(nameof(CommandLines))]
    public void Are_understood(string file, string line)
    {
        var command = Comment().Replace(line, "")
            .Replace("${O2X_VIN}", "VR1AB12C3D4567890", StringComparison.Ordinal)
            .Replace("--owner-secret-file owner-secret", $"--owner-secret-file {_secret}", StringComparison.Ordinal);

        var errors = Parse(command.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]).Errors.Select(error => error.Message);

        Assert.True(!errors.Any(), $"{file}: {line}: {string.Join(' ', errors)}");
    }

    [Fact]
    public void Are_looked_at_in_each_file()
    {
        var files = CommandLines.Select(row => (string)row[0]).Distinct().ToList();

        Assert.Equal(["README.md", Guide, "deploy/o2x-dongle.service", "deploy/o2x-gateway.service", "deploy/o2x-watch.service"], files);
    }

    [Fact]
    public void Have_every_option_that_the_guide_names()
    {
        var known = OptionsOf(Parse([]).RootCommandResult.Command).ToHashSet(StringComparer.Ordinal);
        var named = NamedOption().Matches(Text(Guide)).Select(match => match.Groups["option"].Value).ToList();

        Assert.Contains("--secure", named);
        Assert.DoesNotContain(named, option => !known.Contains(option));
    }

    [Fact]
    public void Are_not_understood_when_they_are_wrong() => Assert.NotEmpty(Parse(["watch", "--wait", "--vim", "x"]).Errors);

    [Fact]
    public void Stand_in_a_guide_that_links_only_to_what_exists()
    {
        var folder = Path.GetDirectoryName(Repository.FullPath(Guide))!;
        var targets = LinkTarget().Matches(Text(Guide)).Select(match => match.Groups["path"].Value).ToList();

        Assert.Contains("../../deploy/can0.network", targets);
        Assert.DoesNotContain(targets, path => !Path.Exists(Path.Combine(folder, path)));
    }

    private static ParseResult Parse(string[] args) => CommandLine.Parse(args, new Terminal
    {
        Output = Stream.Null,
        Error = TextWriter.Null,
        Console = static () => throw new InvalidOperationException("Nothing is shown while a command line is understood."),
    }, static _ => { });

    private static IEnumerable<string> OptionsOf(Command command) =>
        command.Options.Select(option => option.Name).Concat(command.Subcommands.SelectMany(OptionsOf));

    private static IEnumerable<string> LinesOfShellBlocks(string file) =>
        ShellBlock().Matches(Text(file)).SelectMany(block => block.Groups["text"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    private static string Text(string file) => Repository.Read(file).ReplaceLineEndings("\n");

    [GeneratedRegex(@"^```sh\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ShellBlock();

    [GeneratedRegex(@"^ExecStart=(?<command>.*/o2x .*)$", RegexOptions.Multiline)]
    private static partial Regex StartOfUnit();

    [GeneratedRegex(@"\s+#.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"`[^`\n]*?(?<option>--[a-z][a-z-]*)[^`\n]*`")]
    private static partial Regex NamedOption();

    [GeneratedRegex(@"\]\((?<path>(?!https?:|#)[^)#]+)")]
    private static partial Regex LinkTarget();
}
