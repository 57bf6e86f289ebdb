using Microsoft.Extensions.Logging;
using O2X.Actors.Hosting.Logging;
using O2X.Links.Time;
using Xunit;

namespace O2X.Actors.Hosting.Tests.Logging;

public sealed class RollingLogFilesTests : IDisposable
{
    private readonly VirtualClock _clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"o2x-log-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(_directory)) Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public void Begins_with_the_first_line()
    {
        using var files = Open();
        Assert.Empty(files.Files);
        Assert.False(Directory.Exists(_directory));

        Log(files, "one");
        Assert.Equal("o2x-20260102T030405Z.log", Path.GetFileName(Assert.Single(files.Files)));
        Assert.Equal("2026-01-02T03:04:05.000Z Information engine 7:Seven one", Assert.Single(Lines(files)));
    }

    [Fact]
    public void By_launch_a_file_lasts_as_long_as_the_program_and_the_next_start_begins_another()
    {
        using (var first = Open())
        {
            Log(first, "one");
            _clock.Advance(TimeSpan.FromDays(3));
            Log(first, "two");
            Assert.Single(first.Files);
        }

        using var second = Open();
        Log(second, "three");
        Assert.Equal([2, 1], second.Files.Select(path => File.ReadAllLines(path).Length));
    }

    [Fact]
    public void Two_that_begin_within_a_second_have_different_names_and_stay_in_order()
    {
        for (var start = 0; start < 12; start++)
        {
            using var files = Open();
            Log(files, $"{start}");
        }

        using var all = Open();
        Assert.Equal(Enumerable.Range(0, 12).Select(start => $"{start}"), all.Files.Select(path => File.ReadAllText(path).Trim().Split(' ')[^1]));
    }

    [Fact]
    public void By_day_a_new_one_begins_at_midnight()
    {
        using var files = Open(new LogFileOptions { NewFile = PimsNewLogFile.Day });
        Log(files, "one");
        _clock.Advance(TimeSpan.FromHours(20));
        Log(files, "two");
        Assert.Single(files.Files);
        _clock.Advance(TimeSpan.FromHours(1));
        Log(files, "three");
        Assert.Equal(["o2x-20260102T030405Z.log", "o2x-20260103T000405Z.log"], files.Files.Select(Path.GetFileName));
    }

    [Fact]
    public void By_duration_a_new_one_begins_after_so_many_minutes()
    {
        using var files = Open();
        files.Configure(new PimsLogSettings { NewFile = PimsNewLogFile.Duration, Duration = TimeSpan.FromMinutes(5) });
        for (var minute = 0; minute < 12; minute++)
        {
            Log(files, $"{minute}");
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([5, 5, 2], files.Files.Select(path => File.ReadAllLines(path).Length));
    }

    [Fact]
    public void A_file_that_grew_long_makes_room_for_another_and_the_oldest_goes()
    {
        using var files = Open(new LogFileOptions { MostBytes = 1024, MostFiles = 3 });
        for (var line = 0; line < 100; line++)
        {
            Log(files, $"{line}");
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(3, files.Files.Count);
        Assert.All(files.Files, path => Assert.InRange(new FileInfo(path).Length, 1, 1200));
        Assert.EndsWith(" 99", Lines(files)[^1]);
    }

    [Theory]
    [InlineData(PimsLogLevel.None, "")]
    [InlineData(PimsLogLevel.Low, "Warning Error")]
    [InlineData(PimsLogLevel.Medium, "Information Warning Error")]
    [InlineData(PimsLogLevel.High, "Debug Information Warning Error")]
    public void The_level_says_how_much(PimsLogLevel level, string logged)
    {
        using var files = Open();
        files.Configure(new PimsLogSettings { Level = level });
        var logger = files.CreateLogger("engine");
        foreach (var severity in (LogLevel[])[LogLevel.Debug, LogLevel.Information, LogLevel.Warning, LogLevel.Error, LogLevel.None])
            logger.Log(severity, new EventId(7, "Seven"), "x", null, (state, _) => state);
        Assert.Equal(logged, string.Join(' ', files.Files.SelectMany(File.ReadAllLines).Select(line => line.Split(' ')[1])));
    }

    [Fact]
    public void A_message_is_one_line()
    {
        using var files = Open();
        Log(files, "a\nb\r\nc");
        Assert.EndsWith(" a b c", Assert.Single(Lines(files)));
    }

    [Fact]
    public void Files_are_their_owners_alone()
    {
        if (OperatingSystem.IsWindows()) return;
        using var files = Open();
        Log(files, "one");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_directory));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(files.Files[0]));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_fails_nobody_and_is_tried_again()
    {
        File.WriteAllText(_directory, "a file where the folder should be");
        using var files = Open();
        Log(files, "lost");
        File.Delete(_directory);
        Log(files, "lost too");
        Assert.Empty(files.Files);
        _clock.Advance(TimeSpan.FromSeconds(10));
        Log(files, "kept");
        Assert.Single(Lines(files));
    }

    [Fact]
    public void After_its_end_nothing_is_written()
    {
        var files = Open();
        files.Dispose();
        Log(files, "late");
        Assert.Empty(files.Files);
    }

    private static void Log(RollingLogFiles files, string text) =>
        files.CreateLogger("engine").Log(LogLevel.Information, new EventId(7, "Seven"), text, null, (state, _) => state);

    private static string[] Lines(RollingLogFiles files) => File.ReadAllLines(files.Files[^1]);

    private RollingLogFiles Open(LogFileOptions? options = null) => new(_directory, _clock, options);
}
