using System.Globalization;

namespace O2X.Vehicles.Tests.OpenLink.Profile;

/// <summary>PROFILE.md, taken apart: its sections by heading, with their tables and hexadecimal examples.</summary>
internal static class ProfileDocument
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "PROFILE.md"));

    /// <summary>The section under a heading, up to the next heading of any level.</summary>
    public static Section Of(string heading) => new([.. After(heading).TakeWhile(line => !line.StartsWith('#'))]);

    /// <summary>The sections of the level below, within the section under a heading.</summary>
    public static IEnumerable<(string Heading, Section Section)> Examples(string heading) =>
        After(heading).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal) && !line.StartsWith("### ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("#### ", StringComparison.Ordinal))
            .Select(line => line[5..])
            .Select(name => (name, new Section([.. After(heading).SkipWhile(line => line != "#### " + name).Skip(1).TakeWhile(line => !line.StartsWith('#'))])));

    public static IReadOnlyList<string> Names(string heading) => [.. Examples(heading).Select(example => example.Heading)];

    /// <summary>A number as the document writes it: <c>12</c>, <c>0x2C</c>.</summary>
    public static int Number(string text) => text.StartsWith("0x", StringComparison.Ordinal)
        ? int.Parse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        : int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The bytes of a text in hexadecimal.</summary>
    public static byte[] Bytes(string text) => Convert.FromHexString(text.Replace("`", "").Replace(" ", ""));

    /// <summary>The numbers from and to of <c>3</c> or <c>0–7</c>.</summary>
    public static (int First, int Last) Range(string text)
    {
        var ends = text.Split('–');
        return (Number(ends[0]), Number(ends[^1]));
    }

    private static IEnumerable<string> After(string heading)
    {
        Assert.Single(Lines, line => IsHeading(line, heading));
        return Lines.SkipWhile(line => !IsHeading(line, heading)).Skip(1);
    }

    private static bool IsHeading(string line, string heading) => line == "## " + heading || line == "### " + heading;

    internal sealed record Section(IReadOnlyList<string> Lines)
    {
        /// <summary>The bytes of the example.</summary>
        public byte[] Hex => Bytes(Lines.SkipWhile(line => line != "```hex").ElementAt(1));

        /// <summary>The rows of the table whose first column has that name.</summary>
        public IReadOnlyList<string[]> Table(string firstColumn)
        {
            var rows = Lines.SkipWhile(line => !line.StartsWith($"| {firstColumn} |", StringComparison.Ordinal)).Skip(2)
                .TakeWhile(line => line.StartsWith('|'))
                .Select(line => line.Split('|')[1..^1].Select(cell => cell.Trim()).ToArray())
                .ToList();
            Assert.NotEmpty(rows);
            return rows;
        }
    }
}
