using System.Globalization;
using System.Text;
using O2X.Links.BlueZ.Pairing;

namespace O2X.Cli.Pairing;

/// <summary>Asks for the passkey, on standard input, until six digits are typed or the input has ended.</summary>
internal sealed class PasskeyPrompt(PairRequest request, Terminal terminal)
{
    private const int Digits = 6;
    private const int LongestLine = 64;

    /// <summary>Reads a passkey; spaces between the digits do not count.</summary>
    public static bool TryParse(string text, out int passkey)
    {
        var digits = text.Replace(" ", "", StringComparison.Ordinal).Trim();
        passkey = 0;
        return digits.Length == Digits && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out passkey);
    }

    /// <summary>The passkey; null: none was given.</summary>
    public async Task<int?> AskAsync(CancellationToken cancellationToken)
    {
        if (request.Passkey is { } known) return known;
        while (true)
        {
            Ask(string.Create(CultureInfo.InvariantCulture, $"o2x: Passkey that the dongle shows (six digits, within {BlueZPairing.Typing.TotalSeconds} s): "));
            if (await ReadLineAsync(cancellationToken).ConfigureAwait(false) is not { } line) return null;
            if (TryParse(line, out var passkey)) return passkey;
        }
    }

    private void Ask(string question)
    {
        // The answer ends the line where a person types it.
        if (terminal.ErrorIsTerminal) terminal.Error.Write(question);
        else terminal.Error.WriteLine(question.TrimEnd());
        terminal.Error.Flush();
    }

    private async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await terminal.Input.ReadAsync(one, cancellationToken).ConfigureAwait(false) > 0)
        {
            if (one[0] == '\n') return line.ToString();
            if (line.Length < LongestLine) line.Append((char)one[0]);
        }

        return line.Length > 0 ? line.ToString() : null;
    }
}
