using System.Text;

namespace O2X.Cli.Output;

/// <summary>
/// A terminal's other screen, as editors use it: what was there before comes back when it is closed. A frame is one write, which goes
/// over the one before, so that nothing flickers and nothing is left behind when the terminal changes its size.
/// </summary>
internal sealed class Screen(Stream terminal) : IDisposable
{
    private const string Enter = "\u001b[?1049h\u001b[?25l";
    private const string Leave = "\u001b[?25h\u001b[?1049l";

    // Between these a terminal that knows them shows nothing half done; others ignore them.
    private const string BeginFrame = "\u001b[?2026h\u001b[H";
    private const string EndFrame = "\u001b[J\u001b[?2026l";
    private const string EndLine = "\u001b[K";

    private bool _isOpen;

    /// <summary>Shows lines from the top, and nothing below them.</summary>
    /// <param name="lines">At most as many, and as long, as the terminal has room for.</param>
    public void Show(IEnumerable<string> lines)
    {
        var frame = new StringBuilder(_isOpen ? "" : Enter).Append(BeginFrame);
        _isOpen = true;
        Write(frame.AppendJoin("\r\n", lines.Select(line => line + EndLine)).Append(EndFrame));
    }

    /// <summary>Gives the terminal back with its cursor, and leaves the lines behind on it.</summary>
    public void Close(IEnumerable<string> lines)
    {
        if (!_isOpen) return;
        _isOpen = false;
        Write(new StringBuilder(Leave).AppendJoin("\r\n", lines).Append("\r\n"));
    }

    public void Dispose() => Close([]);

    private void Write(StringBuilder text)
    {
        terminal.Write(Encoding.UTF8.GetBytes(text.ToString()));
        terminal.Flush();
    }
}
