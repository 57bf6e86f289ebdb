using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace O2X.Cli.Output;

/// <summary>Turns what is to be shown into the lines of a terminal, escape sequences included.</summary>
/// <param name="capabilities">What the terminal can show.</param>
internal sealed class LineCanvas(IReadOnlyCapabilities capabilities)
{
    private readonly StringWriter _text = new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    /// <summary>The lines of something at a width; none is longer.</summary>
    public string[] Lines(IRenderable shown, int width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = capabilities.Ansi ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = (ColorSystemSupport)capabilities.ColorSystem,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(_text),
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = capabilities.Unicode;
        console.Write(shown);

        var text = _text.ToString();
        _text.GetStringBuilder().Clear();
        return text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
    }
}
