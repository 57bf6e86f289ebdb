using System.Globalization;
using O2X.Vehicles;
using O2X.Vehicles.Ami;
using O2X.Vehicles.Can;
using O2X.Vehicles.Decoding;

namespace O2X.Benchmarks.Peers;

/// <summary>What a person writes first to read a candump log: line by line, split at the blanks, and the decoder that the engine has.</summary>
internal static class LineByLineReader
{
    /// <summary>Reads a log to its end.</summary>
    /// <returns>How many lines were frames, and how many of them brought a value.</returns>
    public static (long Lines, long Updates) Read(string path)
    {
        var decoder = new AmiFrameDecoder();
        var state = default(VehicleSnapshot);
        var packet = new byte[CanFrame.Size];
        var (lines, updates) = (0L, 0L);
        using var reader = new StreamReader(path);
        while (reader.ReadLine() is { } line)
        {
            var words = line.Split(' ');
            if (words.Length != 3) continue;
            var seconds = decimal.Parse(words[0].Trim('(', ')'), CultureInfo.InvariantCulture);
            var frame = words[2].Split('#');
            var id = uint.Parse(frame[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            CanFrame.Create(id, Convert.FromHexString(frame[1]), extended: frame[0].Length > 3).WriteTo(packet);
            lines++;
            if (decoder.Decode(packet, ref state, (long)(seconds * TimeSpan.TicksPerSecond)) == DecodeResult.Updated) updates++;
        }

        return (lines, updates);
    }
}
