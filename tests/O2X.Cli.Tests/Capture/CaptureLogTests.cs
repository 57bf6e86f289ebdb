using System.Text;
using O2X.Actors.Hosting.Sources;
using O2X.Cli.Capture;
using O2X.Cli.Verbs;
using O2X.Vehicles.Can;

namespace O2X.Cli.Tests.Capture;

/// <summary>Anonymising logs that are there already.</summary>
public sealed class CaptureLogTests : IDisposable
{
    private const string TrueVin = "VR1AB12C3D4567890";

    private readonly TemporaryFolder _folder = new();
    private readonly TestTerminal _terminal = new();

    private string File => _folder.PathOf("copy.log");

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("ami-town-and-charge.log")]
    [InlineData("ami-noisy.log")]
    public async Task Tells_in_a_replay_the_same_but_for_the_VIN(string log)
    {
        await AnonymiseAsync(PathTo(log));
        using var before = new TestTerminal();
        using var after = new TestTerminal();
        await ReplayVerb.RunAsync(new ReplayRequest(PathTo(log)) { Json = true }, before.Terminal);
        await ReplayVerb.RunAsync(new ReplayRequest(File) { Json = true }, after.Terminal);

        var standIn = System.Text.RegularExpressions.Regex.Match(after.Output, "VR1[A-Z0-9]{14}").Value;
        Assert.NotEqual(TrueVin, standIn);
        Assert.True(before.Lines.Length > 100);
        Assert.Equal(
            before.Lines,
            after.Lines.Select(line => line.Replace(standIn, TrueVin, StringComparison.Ordinal).Replace("copy.log", log, StringComparison.Ordinal)));
        Assert.Equal(before.Error.Split('\n')[1..], after.Error.Split('\n')[1..]);
    }

    [Theory]
    [InlineData("ami-town-and-charge.log")]
    [InlineData("ami-noisy.log")]
    public async Task Leaves_no_five_characters_of_the_serial_number_anywhere(string log)
    {
        await AnonymiseAsync(PathTo(log));

        var text = await System.IO.File.ReadAllTextAsync(File);
        var serial = TrueVin[3..];
        for (var i = 0; i + 5 <= serial.Length; i++)
        {
            Assert.DoesNotContain(serial.Substring(i, 5), text, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToHexString(Encoding.ASCII.GetBytes(serial.Substring(i, 5))), text, StringComparison.Ordinal);
        }

        // The same parts do stand in the log itself.
        Assert.Contains(Convert.ToHexString("4567890"u8), await System.IO.File.ReadAllTextAsync(PathTo(log)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_nothing_but_the_VIN()
    {
        await AnonymiseAsync(PathTo("ami-town-and-charge.log"));
        var before = await System.IO.File.ReadAllLinesAsync(PathTo("ami-town-and-charge.log"));
        var after = await System.IO.File.ReadAllLinesAsync(File);

        Assert.Equal(before.Length, after.Length);
        foreach (var (first, second) in before.Zip(after))
        {
            Assert.Equal(CanTextFault.None, CandumpFormat.TryParse(Encoding.ASCII.GetBytes(first), out var one));
            Assert.Equal(CanTextFault.None, CandumpFormat.TryParse(Encoding.ASCII.GetBytes(second), out var other));
            Assert.Equal((one.Timestamp, one.Frame.RawId, one.Frame.Length), (other.Timestamp, other.Frame.RawId, other.Frame.Length));
            Assert.Equal(one.Frame.Id is 0x710 or 0x711, one.Frame.Bits != other.Frame.Bits);
        }
    }

    [Fact]
    public async Task Copies_to_standard_output_and_sums_up()
    {
        Assert.Equal(Outcome.Done, await RunAsync(new CaptureRequest(new LogSource(PathTo("ami-noisy.log")), CaptureRequest.StandardOutput)));
        Assert.Equal(12_017, _terminal.Lines.Length);
        Assert.Equal("12,017 frames or packets of 12,017 lines to standard output; 0 unreadable lines left out\n", _terminal.Error);
    }

    [Fact]
    public async Task Says_why_a_log_cannot_be_used()
    {
        Assert.Equal(
            new Outcome(ExitCode.SourceUnusable, "log:drive.log is not usable. There is no file drive.log. Check the path."),
            await RunAsync(new CaptureRequest(new LogSource(_folder.PathOf("drive.log")), File)));
        Assert.False(System.IO.File.Exists(File));
    }

    private static string PathTo(string name) => Path.Combine(AppContext.BaseDirectory, "Data", name);

    private async Task AnonymiseAsync(string log) =>
        Assert.Equal(Outcome.Done, await RunAsync(new CaptureRequest(new LogSource(log), File) { Anonymise = true }));

    private Task<Outcome> RunAsync(CaptureRequest request) => new Capturing(request, _terminal.Terminal, "o2x test").RunAsync();
}
