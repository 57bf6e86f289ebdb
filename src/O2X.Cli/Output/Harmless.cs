using System.Globalization;

namespace O2X.Cli.Output;

/// <summary>Text from the air: nothing in it may be a command to a terminal, whatever a device calls itself.</summary>
internal static class Harmless
{
    /// <summary>The text with a <c>?</c> for each character that is not just shown.</summary>
    public static string Of(string text) => string.Create(text.Length, text, static (harmless, text) =>
    {
        for (var i = 0; i < text.Length; i++) harmless[i] = IsHarmless(text[i]) ? text[i] : '?';
    });

    private static bool IsHarmless(char c) => char.GetUnicodeCategory(c) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
