using System.Globalization;

namespace O2X.Simulator.Scenarios;

/// <summary>What a scenario may be at most, so that a bad file costs nothing.</summary>
internal static class ScenarioLimits
{
    public const int FileBytes = 256 * 1024;
    public const int NameLength = 40;
    public const int TitleLength = 80;
    public const int TextLength = 500;
    public const int Steps = 1000;
    public const int Phases = 100;
    public const int Choices = 64;
    public const int Times = 1_000_000;
    public const double LeastSeconds = 0.1;
    public const double MostSeconds = 30 * 86_400;
    public const int MostCompression = 1000;

    public static bool IsName(string text) =>
        text.Length is > 0 and <= NameLength && text[0] != '-' && text.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-');

    /// <summary>Whether a text can be shown in a terminal: one line, and nothing that steers it.</summary>
    public static bool IsShowable(string text) => text.All(IsShowable);

    /// <summary>The text with a question mark for whatever cannot be shown.</summary>
    public static string Showable(string text) => string.Concat(text.Select(c => IsShowable(c) ? c : '?'));

    private static bool IsShowable(char c) => char.GetUnicodeCategory(c)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
