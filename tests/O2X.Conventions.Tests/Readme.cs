using System.Text.RegularExpressions;

namespace O2X.Conventions.Tests;

/// <summary>What README.md shows.</summary>
internal static partial class Readme
{
    public static string Text { get; } = Repository.Read("README.md").ReplaceLineEndings("\n");

    /// <summary>The program that embeds the engine: the one C# block.</summary>
    public static string Program => Blocks("csharp").Single();

    /// <summary>The lines of its shell blocks.</summary>
    public static IEnumerable<string> Commands => Blocks("sh").SelectMany(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The program in Python that uses the command as its child.</summary>
    public static string Client => Blocks("python").Single();

    private static IEnumerable<string> Blocks(string language) =>
        FencedBlock().Matches(Text).Where(match => match.Groups["language"].Value == language).Select(match => match.Groups["text"].Value);

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FencedBlock();
}
