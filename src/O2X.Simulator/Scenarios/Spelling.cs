namespace O2X.Simulator.Scenarios;

/// <summary>Guesses what was meant by a word that is not known.</summary>
internal static class Spelling
{
    private const int LongestWord = 64;

    /// <summary>A sentence that asks for the nearest word, with a space before it; empty when none is near.</summary>
    public static string DidYouMean(string word, IEnumerable<string> known)
    {
        if (word.Length > LongestWord) return "";
        var nearest = known.Select(candidate => (Word: candidate, Distance: Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .OrderBy(candidate => candidate.Distance)
            .FirstOrDefault((Word: "", Distance: int.MaxValue));
        return nearest.Distance <= Math.Max(1, word.Length / 3) ? $" Did you mean '{nearest.Word}'?" : "";
    }

    // How many letters must be put in, taken out, changed or swapped with their neighbour.
    private static int Distance(string from, string to)
    {
        var costs = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    costs[i, j] = i + j;
                    continue;
                }

                var change = costs[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                costs[i, j] = Math.Min(change, Math.Min(costs[i - 1, j], costs[i, j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    costs[i, j] = Math.Min(costs[i, j], costs[i - 2, j - 2] + 1);
            }
        }

        return costs[from.Length, to.Length];
    }
}
