using O2X.Cli.Output;
using O2X.Links.Can.Log;

namespace O2X.Cli.Tests.Output;

public class ProgressLineTests
{
    private static readonly LogStatistics _log = new() { BytesRead = 31, TotalBytes = 100, Frames = 1234 };

    [Fact]
    public async Task Says_how_far_it_is_and_wipes_itself_out()
    {
        using var terminal = new TestTerminal(errorIsTerminal: true);
        await using (ProgressLine.Start(terminal.Terminal, () => _log)) terminal.Clock.Advance(TimeSpan.FromMilliseconds(500));

        Assert.Equal("\r31 %, 1,234 frames\r                  \r", terminal.Error);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task Keeps_out_of_the_way_of_results_and_of_files(bool outputIsTerminal, bool errorIsTerminal)
    {
        using var terminal = new TestTerminal(outputIsTerminal: outputIsTerminal, errorIsTerminal: errorIsTerminal);
        await using (ProgressLine.Start(terminal.Terminal, () => _log)) terminal.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Empty(terminal.Error);
    }
}
