using System.Text;
using O2X.Cli.Output;
using Spectre.Console;

namespace O2X.Cli.Doctor;

/// <summary>
/// Writes a page as lines of text: aligned, wrapped, and with nothing in them that a terminal would take for a command, whatever a
/// device calls itself.
/// </summary>
/// <param name="width">The most characters of a line.</param>
/// <param name="hasColours">Whether marks are green and red; they say nothing that their shape does not say too.</param>
internal sealed class PageWriter(int width, bool hasColours)
{
    private const string Indent = "  ";
    private const string AdviceMark = "→ ";
    private const int LongestLabel = 24;
    private const int LeastText = 20;
    private const int WidestPage = 80;
    private const int NarrowestPage = 30;

    /// <summary>Writes a page to a terminal's output, as wide as a page is and the terminal has room for.</summary>
    public static void Write(Page page, Terminal terminal)
    {
        var profile = terminal.OutputIsTerminal ? terminal.Console().Profile : null;
        var writer = new PageWriter(
            Math.Clamp(profile?.Width ?? WidestPage, NarrowestPage, WidestPage),
            profile is { Capabilities: { Ansi: true, ColorSystem: not ColorSystem.NoColors } });
        terminal.Output.Write(Encoding.UTF8.GetBytes(writer.Write(page)));
        terminal.Output.Flush();
    }

    /// <summary>The lines of a page, with a line break after each.</summary>
    public string Write(Page page)
    {
        var text = new StringBuilder();
        Line(text, "", Harmless.Of(page.Title));
        foreach (var section in page.Sections)
        {
            text.Append('\n');
            if (section.Title.Length > 0) Line(text, "", section.Title);
            var labels = section.Findings.Max(finding => finding.Label.Length);
            foreach (var finding in section.Findings) Write(text, finding, section.Title.Length > 0 ? Indent : "", Math.Min(labels, LongestLabel));
        }

        return text.ToString();
    }

    private void Write(StringBuilder text, Finding finding, string indent, int labelWidth)
    {
        var label = Harmless.Of(finding.Label).PadRight(labelWidth) + (labelWidth == 0 ? "" : Indent);
        var column = indent.Length + 2 + label.Length;
        // In a narrow terminal the text goes below its label.
        var isNarrow = width - column < LeastText;
        if (isNarrow) column = indent.Length + 2;

        var lines = Wrap(Harmless.Of(finding.Text), width - column).ToList();
        var head = isNarrow && label.Length > 0 ? label.TrimEnd() : label + lines[0];
        text.Append(indent).Append(Paint(finding.Mark)).Append(' ').Append(head.TrimEnd()).Append('\n');
        foreach (var line in lines.Skip(head.Length > 0 && isNarrow && label.Length > 0 ? 0 : 1)) Line(text, new string(' ', column), line);
        if (finding.Advice is null) return;

        var mark = AdviceMark;
        foreach (var line in Wrap(Harmless.Of(finding.Advice), width - column - AdviceMark.Length))
        {
            Line(text, new string(' ', column), mark + line);
            mark = new string(' ', AdviceMark.Length);
        }
    }

    private static void Line(StringBuilder text, string indent, string line) => text.Append(indent).Append(line).Append('\n');

    private string Paint(Mark mark) => mark switch
    {
        Mark.Right => hasColours ? "\u001b[32m✓\u001b[0m" : "✓",
        Mark.Wrong => hasColours ? "\u001b[31m✗\u001b[0m" : "✗",
        Mark.Unknown => "?",
        _ => " ",
    };

    /// <summary>Breaks text at its spaces, and within a word that is longer than a line.</summary>
    private static IEnumerable<string> Wrap(string text, int width)
    {
        var room = Math.Max(1, width);
        while (text.Length > room)
        {
            var space = text.LastIndexOf(' ', room);
            var end = space > 0 ? space : room;
            yield return text[..end].TrimEnd();
            text = text[end..].TrimStart();
        }

        yield return text;
    }
}
