using System.Globalization;

namespace O2X.Fuzzing;

/// <summary>What passes between afl-fuzz and a target.</summary>
internal static class AflFiles
{
    /// <summary>Writes the seeds into <c>seeds</c> of a folder, and the words as its <c>words.dict</c>.</summary>
    public static void Write(FuzzTarget target, string folder)
    {
        var seeds = Directory.CreateDirectory(Path.Combine(folder, "seeds")).FullName;
        foreach (var (number, seed) in target.Seeds.Index().Where(item => item.Item.Length > 0))
            File.WriteAllBytes(Path.Combine(seeds, number.ToString(CultureInfo.InvariantCulture)), seed);
        File.WriteAllLines(Path.Combine(folder, "words.dict"), target.Words.Select(word => $"\"{string.Concat(word.Select(value => $"\\x{value:X2}"))}\""));
    }

    /// <summary>Reads an input; what is longer than a target takes is cut off.</summary>
    public static byte[] Read(Stream stream, int longest)
    {
        var input = new byte[longest];
        return input[..stream.ReadAtLeast(input, longest, throwOnEndOfStream: false)];
    }
}
