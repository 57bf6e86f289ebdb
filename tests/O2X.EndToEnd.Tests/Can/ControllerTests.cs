using O2X.EndToEnd.Tests.Guests;
using O2X.EndToEnd.Tests.Uml;

namespace O2X.EndToEnd.Tests.Can;

/// <summary>
/// The SocketCAN transport on a controller that the kernel holds for a physical one: a serial adapter whose far end is a script,
/// so that what the kernel sends to it can be read.
/// </summary>
[Trait("Kind", "can")]
public sealed class ControllerTests(ControllerTests.OneRun one) : IClassFixture<ControllerTests.OneRun>
{
    private static readonly LoggedFrame Last = new(0x714, [0xE0, 0xD0]);

    [Fact]
    public void Listens_only_to_a_controller_that_only_listens()
    {
        var states = one.Run.Report().Where(line => line.What == "state").ToList();

        Assert.Equal(["Off", "Unsuitable", "Off", "On", "Off"], states.Select(state => state.Text("availability")));
        Assert.Contains("can0 is not in listen-only mode", states[1].Text("detail"), StringComparison.Ordinal);
        Assert.Equal(
            "sudo ip link set can0 down; sudo ip link set can0 type can bitrate 500000 listen-only on; sudo ip link set can0 up",
            states[1].Text("advice"));
    }

    [Fact]
    public void Listens_to_an_active_controller_when_that_is_allowed() =>
        Assert.Equal("On", one.Run.Report("allowed").First(line => line.What == "state").Text("availability"));

    [Fact]
    public void Hands_on_error_frames_but_does_not_take_them_for_a_vehicle()
    {
        var report = one.Run.Report();

        var packets = report.Where(line => line.What == "packet").Select(line => line.Text("bytes")!).ToList();
        Assert.Equal(new LoggedFrame(0x580, Convert.FromHexString("FBFFB114004E0000")).Bytes, packets[0]);
        // A bus error (0x80) for want of an acknowledgement (0x20) in a protocol violation (0x08), seen at the acknowledge slot (0x19).
        Assert.Equal(new LoggedFrame(LoggedFrame.Error | 0xA8, [0, 0, 0, 0x19, 0, 0, 0, 0]).Bytes, packets[1]);
        Assert.Equal(Last.Bytes, packets[2]);
        Assert.Single(report, line => line.What == "sighting");
    }

    [Fact]
    public void Tells_that_the_controller_is_bus_off()
    {
        var state = one.Run.Report().Last(line => line.What == "state");

        Assert.Equal("Off", state.Text("availability"));
        Assert.Contains("can0 is bus-off", state.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public void Sends_no_frame_to_the_adapter()
    {
        var commands = one.Run.Text("adapter").Split('\r', StringSplitOptions.RemoveEmptyEntries);

        // Closed, bit rate set, opened; then closed and opened to listen: what ip made of its commands, and no frame.
        Assert.Equal(["C", "S6", "O", "C", "C", "S6", "L"], commands);
    }

    /// <summary>One run that all tests look at.</summary>
    public sealed class OneRun : IAsyncLifetime
    {
        /// <summary>The run.</summary>
        public GuestRun Run { get; private set; } = null!;

        /// <inheritdoc/>
        public async Task InitializeAsync() => Run = await UmlGuest.RunAsync("controller", null, ("LAST", Last.Bytes));

        /// <inheritdoc/>
        public Task DisposeAsync() => Task.CompletedTask;
    }
}
