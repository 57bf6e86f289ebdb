namespace O2X.Vehicles.Anonymising;

/// <summary>
/// Replaces texts of VIN characters by drawn ones: the same text by the same, different texts by different ones. A replacement is not
/// computed from its text, so that nothing leads back to it once this object is gone.
/// </summary>
internal sealed class TextReplacements(Action<Span<byte>> fillRandom)
{
    /// <summary>How many texts are remembered: a vehicle has two, a damaged log some more.</summary>
    internal const int MostTexts = 4096;

    private const string Characters = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ";
    private const int MostDraws = 1000;

    /// <summary>The longest piece of a text that may occur in what replaces it.</summary>
    private const int LongestTrace = 2;

    private readonly Dictionary<string, string> _replacements = [];
    private readonly HashSet<string> _used = [];

    /// <summary>What stands for a text; null when there is nothing any more to be drawn.</summary>
    public string? Of(string text)
    {
        if (_replacements.TryGetValue(text, out var known)) return known;
        if (_replacements.Count >= MostTexts) return null;
        for (var i = 0; i < MostDraws; i++)
        {
            var drawn = Draw(text.Length);
            if (HasTraceOf(text, drawn) || !_used.Add(drawn)) continue;
            _replacements.Add(text, drawn);
            return drawn;
        }

        return null;
    }

    private string Draw(int length) => string.Create(length, fillRandom, static (text, fill) =>
    {
        // The largest multiple of the number of characters that a byte can hold, so that each is as likely as any other.
        var limit = byte.MaxValue / Characters.Length * Characters.Length;
        Span<byte> bytes = stackalloc byte[text.Length];
        fill(bytes);
        for (var i = 0; i < text.Length; i++)
        {
            while (bytes[i] >= limit) fill(bytes.Slice(i, 1));
            text[i] = Characters[bytes[i] % Characters.Length];
        }
    });

    private static bool HasTraceOf(string text, string drawn)
    {
        for (var i = 0; i + LongestTrace < text.Length; i++)
        {
            if (drawn.AsSpan().Contains(text.AsSpan(i, LongestTrace + 1), StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
