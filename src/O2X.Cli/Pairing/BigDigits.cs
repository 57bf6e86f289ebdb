namespace O2X.Cli.Pairing;

/// <summary>Digits that can be read across a room, five lines high; in two groups of three when there are six.</summary>
internal static class BigDigits
{
    private const int Height = 5;
    private const int Width = 3;

    // Fifteen cells for each digit, row by row from the top left.
    private static readonly string[] _cells =
    [
        "####.##.##.####", ".#.##..#..#.###", "###..#####..###", "###..####..####", "#.##.####..#..#",
        "####..###..####", "####..####.####", "###..#..#..#..#", "####.#####.####", "####.####..####",
    ];

    public static IEnumerable<string> Of(string digits) => Enumerable.Range(0, Height).Select(row => Row(digits, row));

    private static string Row(string digits, int row) =>
        "  " + string.Concat(digits.Select((digit, at) => (at == 3 ? "    " : "  ") + Cells(digit - '0', row))).TrimEnd();

    private static string Cells(int digit, int row) =>
        _cells[digit].Substring(row * Width, Width).Replace("#", "██", StringComparison.Ordinal).Replace(".", "  ", StringComparison.Ordinal);
}
