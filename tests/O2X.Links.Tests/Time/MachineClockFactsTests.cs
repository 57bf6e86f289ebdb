using System.Globalization;
using System.Runtime.InteropServices;
using O2X.Links.Time;

namespace O2X.Links.Tests.Time;

/// <summary>Machines as their files show them, each with a kernel that says that its clock is not synchronised.</summary>
public sealed class MachineClockFactsTests : IDisposable
{
    private static readonly DateTimeOffset _now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("o2x-clock-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void Believes_the_kernel_when_it_does_not_doubt() => Assert.True(default(MachineClockFacts).IsSynchronised);

    [Fact]
    public void Doubts_a_board_without_a_clock() => Assert.False(Board().IsSynchronised);

    [Theory]
    [InlineData(0)]
    [InlineData(-14)]
    [InlineData(14)]
    public void Believes_a_hardware_clock_that_agrees(int hoursOff)
    {
        Write("sys/class/rtc/rtc0/since_epoch", Seconds(_now.AddHours(hoursOff)));
        Assert.True(Board().IsSynchronised);
    }

    [Fact]
    public void Doubts_a_hardware_clock_without_a_battery()
    {
        Write("sys/class/rtc/rtc0/since_epoch", "42\n");
        Assert.Equal((true, false, false), (Board().HasHardwareClock, Board().HardwareClockAgrees, Board().IsSynchronised));
        Assert.False(Pc().IsSynchronised);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no number")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    public void Doubts_a_hardware_clock_that_says_nothing_sensible(string text)
    {
        Write("sys/class/rtc/rtc0/since_epoch", text);
        Assert.False(Board().IsSynchronised);
    }

    [Fact]
    public void Doubts_a_hardware_clock_that_cannot_be_read()
    {
        Directory.CreateDirectory(Path.Combine(_root.FullName, "sys/class/rtc/rtc0/since_epoch"));
        Assert.False(Board().IsSynchronised);
    }

    [Fact]
    public void Takes_the_better_one_of_two_hardware_clocks()
    {
        Write("sys/class/rtc/rtc0/since_epoch", "42\n");
        Write("sys/class/rtc/rtc1/since_epoch", Seconds(_now));
        Assert.True(Board().IsSynchronised);
    }

    [Fact]
    public void Believes_the_time_service_when_it_has_set_the_clock()
    {
        Write("run/systemd/timesync/synchronized", "");
        Assert.True(Board().IsSynchronised);
    }

    [Fact]
    public void Does_not_believe_a_time_service_that_merely_runs()
    {
        Directory.CreateDirectory(Path.Combine(_root.FullName, "run/systemd/timesync"));
        Assert.False(Board().IsSynchronised);
    }

    [Fact]
    public void Believes_that_a_virtual_pc_without_a_hardware_clock_has_its_hosts_time() => Assert.True(Pc().IsSynchronised);

    private static string Seconds(DateTimeOffset moment) => moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) + "\n";

    private MachineClockFacts Board() => MachineClockFacts.GatherFrom(_root.FullName, _now, Architecture.Arm64);

    private MachineClockFacts Pc() => MachineClockFacts.GatherFrom(_root.FullName, _now, Architecture.X64);

    private void Write(string path, string text)
    {
        var file = Path.Combine(_root.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
