using System.Text.RegularExpressions;

namespace O2X.Conventions.Tests;

/// <summary>What the documents at the top promise is there. The README's program itself is run by the package tests.</summary>
public partial class DocumentTests
{
    [Fact]
    public void Tells_unreleased_changes() => Assert.Contains("\n## [Unreleased]\n", Repository.Read("CHANGELOG.md"), StringComparison.Ordinal);

    [Fact]
    public void Keeps_the_readme_under_200_lines() => Assert.InRange(File.ReadLines(Repository.FullPath("README.md")).Count(), 1, 199);

    [Fact]
    public void Names_only_paths_that_exist_in_its_commands()
    {
        var paths = Readme.Commands.SelectMany(command => PathInCommand().Matches(command)).Select(match => match.Groups["path"].Value).ToList();

        Assert.Contains("src/O2X.Cli", paths);
        Assert.Contains("test.sh", paths);
        Assert.DoesNotContain(paths, path => !Path.Exists(Repository.FullPath(path)));
    }

    [Fact]
    public void Links_only_to_files_that_exist()
    {
        var targets = LinkTarget().Matches(Readme.Text).Select(match => match.Groups["path"].Value).ToList();

        Assert.Contains("LICENSE", targets);
        Assert.DoesNotContain(targets, path => !Path.Exists(Repository.FullPath(path)));
    }

    [Fact]
    public void Embeds_the_engine_in_ten_lines() =>
        Assert.InRange(Readme.Program.Split('\n').Count(line => line.Trim().Length > 0), 1, 10);

    [GeneratedRegex(@"(?:--project |(?:^|\s)\./)(?<path>[\w./-]+)")]
    private static partial Regex PathInCommand();

    [GeneratedRegex(@"\]\((?<path>(?!https?:|#)[^)#]+)")]
    private static partial Regex LinkTarget();
}
