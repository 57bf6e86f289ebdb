using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using O2X.Cli.Output;
using O2X.Links.BlueZ.Pairing;

namespace O2X.Cli.Pairing;

/// <summary>What happens while a pairing window is open, on standard output: in words, or as one JSON object a line.</summary>
internal sealed class PairingWindowOutput(PairingWindowRequest request, Terminal terminal)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Tell(PairingWindowNotice notice)
    {
        if (request.Json) Write(Wording.Camel(notice.Kind), notice.Subject, notice.Passkey, notice.Detail);
        else if (notice is { Passkey: { } passkey }) Write([.. Show(passkey), Words(notice)]);
        else Write(Words(notice));
    }

    /// <summary>The window is over.</summary>
    /// <param name="paired">Who has paired; null: nobody.</param>
    public void Ended(string? paired)
    {
        if (request.Json) Write(paired is null ? "over" : "paired", paired, null, null);
        else if (paired is not null) Write($"Paired with {paired}.");
    }

    private string Words(PairingWindowNotice notice)
    {
        var subject = Harmless.Of(notice.Subject);
        return notice.Kind switch
        {
            PairingWindowNoticeKind.Open => $"{subject} ({notice.Detail}) can be paired with for {Wording.Duration(request.For)}. On the other machine: o2x pair ADDRESS; o2x scan shows the address.",
            PairingWindowNoticeKind.Passkey => $"Passkey {notice.Passkey}: type it at {subject}.{(notice.Detail is { } detail ? $" {detail}." : "")}",
            PairingWindowNoticeKind.NotPaired => $"{subject} is gone without a bond: the passkey was wrong, or nobody typed it. Try again.",
            _ => $"{subject} was refused: {notice.Detail}.",
        };
    }

    private IEnumerable<string> Show(string passkey) => terminal.OutputIsTerminal ? ["", .. BigDigits.Of(passkey), ""] : [];

    private void Write(string @event, string? subject, string? passkey, string? detail)
    {
        var at = Wording.Milliseconds(terminal.Time.GetUtcNow());
        Write(JsonSerializer.Serialize(new { Stream = "pairing", Value = new { at, @event, subject, passkey, detail } }, _json));
    }

    private void Write(params string[] lines)
    {
        terminal.Output.Write(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
        terminal.Output.Flush();
    }
}
