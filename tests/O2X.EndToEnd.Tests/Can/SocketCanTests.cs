using O2X.EndToEnd.Tests.Guests;
using O2X.EndToEnd.Tests.Uml;

namespace O2X.EndToEnd.Tests.Can;

/// <summary>The SocketCAN transport on a real kernel, with frames that can-utils put on the bus.</summary>
[Trait("Kind", "can")]
public sealed class SocketCanTests
{
    private static readonly LoggedFrame Last = new(0x714, [0xE0, 0xD0]);

    [Fact]
    public async Task Receives_the_known_frames_and_the_errors_of_a_log_complete_and_in_order()
    {
        var traffic = LoggedFrame.Traffic(2000, seed: 1);

        var run = await PlayAsync(traffic, options: "");

        Assert.Equal(Expected(traffic.Where(frame => frame.IsKnownData || frame.IsError)), Packets(run.Report()));
    }

    [Fact]
    public async Task Receives_every_frame_when_all_ids_are_asked_for()
    {
        var traffic = LoggedFrame.Traffic(2000, seed: 2);

        var run = await PlayAsync(traffic, options: "--all-ids");

        Assert.Equal(Expected(traffic), Packets(run.Report()));
    }

    [Fact]
    public async Task Puts_nothing_on_the_bus()
    {
        var traffic = LoggedFrame.Traffic(100, seed: 3);

        var run = await PlayAsync(traffic, options: "--all-ids");

        // Two more than the log: the frame that wakes the host and the last one.
        Assert.Equal(traffic.Count + 2, int.Parse(run.Text("transmitted"), null));
    }

    [Fact]
    public async Task Serves_several_listeners_at_once()
    {
        var traffic = LoggedFrame.Traffic(500, seed: 5);
        var folder = WriteLog("two-hosts", traffic);

        var run = await UmlGuest.RunAsync("two-hosts", folder, ("LAST", Last.Bytes));

        var expected = Expected(traffic.Where(frame => frame.IsKnownData || frame.IsError));
        Assert.Equal(expected, Packets(run.Report("first")));
        Assert.Equal(expected, Packets(run.Report("second")));
        Assert.Equal([Last.Bytes], Packets(run.Report("other")));
    }

    [Fact]
    public async Task Follows_an_interface_that_comes_and_goes()
    {
        var report = (await UmlGuest.RunAsync("interface-life")).Report();

        var states = report.Where(line => line.What == "state").ToList();
        Assert.Equal(["Absent", "Off", "On", "Off", "On", "Off", "On", "Off", "Absent"], states.Select(state => state.Text("availability")));
        Assert.All(states.Where(state => state.Text("availability") != "On"), state => Assert.Contains("vcan0", state.Text("detail"), StringComparison.Ordinal));
        Assert.Equal("sudo ip link add dev vcan0 type vcan; sudo ip link set vcan0 up", states[0].Text("advice"));
        Assert.Equal("sudo ip link set vcan0 up", states[1].Text("advice"));

        var ends = report.Where(line => line.What is "scan ended" or "closed").ToList();
        Assert.Equal(["scan ended", "closed", "closed"], ends.Select(end => end.What));
        Assert.All(ends, end =>
        {
            Assert.Equal("AdapterOff", end.Text("reason"));
            Assert.Contains("vcan0", end.Text("detail"), StringComparison.Ordinal);
            Assert.NotNull(end.Text("advice"));
        });
        Assert.Equal("The interface vcan0 went down.", ends[1].Text("detail"));
        Assert.Equal("The interface vcan0 is gone, or its driver failed.", ends[2].Text("detail"));
        Assert.Equal("state completed", report[^1].What);
    }

    [Fact]
    public async Task Closes_at_once_on_a_silent_bus()
    {
        var run = await UmlGuest.RunAsync("silent");

        Assert.InRange(Disposed(run.Report("scanning"))[^1], 0, 1000);
        Assert.InRange(Disposed(run.Report("connected"))[^1], 0, 1000);
    }

    [Fact]
    public async Task Notices_when_the_kernel_gets_can()
    {
        var states = (await UmlGuest.RunAsync("late-kernel")).Report().Where(line => line.What == "state").ToList();

        Assert.Equal("Absent", states[0].Text("availability"));
        Assert.StartsWith("sudo modprobe can_raw", states[0].Text("advice"), StringComparison.Ordinal);
        Assert.Equal("On", states[^1].Text("availability"));
    }

    private static Task<GuestRun> PlayAsync(IReadOnlyList<LoggedFrame> traffic, string options) =>
        UmlGuest.RunAsync("play", WriteLog("play", traffic), ("OPTIONS", options), ("LAST", Last.Bytes));

    private static string WriteLog(string name, IReadOnlyList<LoggedFrame> traffic)
    {
        var folder = UmlGuest.NewFolder(name);
        File.WriteAllLines(Path.Combine(folder, "frames.log"), traffic.Select((frame, i) => frame.ToLine(i * 0.001m)));
        return folder;
    }

    private static IEnumerable<string> Expected(IEnumerable<LoggedFrame> frames) => frames.Append(Last).Select(frame => frame.Bytes);

    private static List<string?> Packets(IEnumerable<ReportLine> report) =>
        [.. report.Where(line => line.What == "packet").Select(line => line.Text("bytes"))];

    private static List<long> Disposed(IEnumerable<ReportLine> report) =>
        [.. report.Where(line => line.What == "disposed").Select(line => line.Number("milliseconds"))];
}
