using O2X.Vehicles.Can;

namespace O2X.Benchmarks.Replays;

/// <summary>Writes candump logs of any length: a car that drives for as long as it takes, forty frames a second.</summary>
internal static class LogMaker
{
    private static readonly long _start = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    /// <summary>How many lines are a second of the log. The last three of them bring the parts of the VIN, the others a value each.</summary>
    public const int LinesASecond = 40;

    /// <summary>The lines of a second that bring no value of the vehicle's state.</summary>
    public const int VinLinesASecond = 3;

    /// <summary>Writes a log of so many lines.</summary>
    public static void Write(string path, long lines)
    {
        using var file = new BufferedStream(File.Create(path), 1 << 20);
        Span<byte> text = stackalloc byte[CandumpFormat.MaxLineLength + 1];
        for (long i = 0; i < lines; i++)
        {
            var entry = new CanLogEntry(_start + (i * TimeSpan.TicksPerMillisecond * 25), FrameAt(i));
            CandumpFormat.TryFormat(entry, "can0"u8, text, out var written);
            text[written++] = (byte)'\n';
            file.Write(text[..written]);
        }
    }

    // Each second: battery, motion and dash ten times, and once each the temperatures, the charger and the three parts of the VIN.
    private static CanFrame FrameAt(long index)
    {
        var odometer = (uint)(10_000 + (index / 8_000));
        return (index % LinesASecond) switch
        {
            35 => CanFrame.Create(0x582, [0xFF, 0xFF, 0, 0, 0, 0, 0, 0]),
            36 => CanFrame.Create(0x594, [20, 0, 0, 21, 0, 0, 0, 0]),
            37 => CanFrame.Create(0x712, "VR1"u8),
            38 => CanFrame.Create(0x710, "AB12C3"u8),
            39 => CanFrame.Create(0x711, "D4567890"u8),
            var tick when tick % 3 == 0 => CanFrame.Create(0x580, [(byte)index, 0, 0xCA, 0x13, 0, (byte)(20 + (index / 100_000 % 70)), 0, 0]),
            var tick when tick % 3 == 1 => CanFrame.Create(
                0x581, [0, 0, 0, 0, (byte)odometer, (byte)(odometer >> 8), (byte)(odometer >> 16), (byte)(20 + (index / 40 % 25))]),
            _ => CanFrame.Create(0x713, [0x22, 0x01, 0x05, 0, 0, 0, 0]),
        };
    }
}
