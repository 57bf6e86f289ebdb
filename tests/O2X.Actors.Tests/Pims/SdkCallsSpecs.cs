using System.Text.RegularExpressions;
using Xunit;

namespace O2X.Actors.Tests.Pims;

/// <summary>The calls of the component SDK (sdk-reference 1.7).</summary>
public sealed partial class SdkCallsSpecs
{
    [Fact]
    public async Task Device_tells_what_the_host_says()
    {
        await using var bench = await PimsBench.InitializedAsync(new PimsOptions { Device = new PimsDevice("Android", "9.0/PPR1", "P7", "B1") });
        PimsAssert.Succeeds(
            await bench.GetAsync("pims.sdk.device"), """{"OS":"Android","OSVersion":"9.0/PPR1","PhoneModel":"P7","PhoneBrand":"B1"}""");
    }

    [Fact]
    public async Task Device_tells_of_this_machine_when_the_host_says_nothing()
    {
        await using var bench = await PimsBench.InitializedAsync();
        var device = (await bench.GetAsync("pims.sdk.device")).Result!.Value;
        Assert.All(["OS", "OSVersion", "PhoneModel", "PhoneBrand"], (string name) => Assert.NotEmpty(device.GetProperty(name).GetString()!));
    }

    [Fact]
    public async Task Log_and_logs_without_log_files_fail_with_2344()
    {
        await using var bench = await PimsBench.InitializedAsync();
        PimsAssert.Fails(await bench.GetAsync("pims.sdk.log"), 2344, "Log not configured");
        PimsAssert.Fails(await bench.GetAsync("pims.sdk.logs"), 2344, "Log not configured");
    }

    [Fact]
    public async Task Log_is_the_newest_of_logs()
    {
        await using var bench = await PimsBench.InitializedAsync(new PimsOptions { LogFiles = new LogFilesDouble { Files = ["/log/1", "/log/2"] } });
        PimsAssert.Succeeds(await bench.GetAsync("pims.sdk.log"), """{"logPath":"/log/2"}""");
        PimsAssert.Succeeds(await bench.GetAsync("pims.sdk.logs"), """{"logPaths":["/log/1","/log/2"]}""");
    }

    [Fact]
    public async Task Version_tells_two_versions()
    {
        await using var bench = await PimsBench.InitializedAsync();
        var version = (await bench.GetAsync("pims.sdk.version")).Result!.Value;
        Assert.Matches(Version(), version.GetProperty("versionCore").GetString());
        Assert.Matches(Version(), version.GetProperty("versionFacade").GetString());
    }

    [Fact]
    public async Task Initialize_and_configuration_steer_the_log_files()
    {
        var files = new LogFilesDouble();
        await using var bench = new PimsBench(new PimsOptions { LogFiles = files });
        await bench.Facade.Initialize(PimsParameters.Parse("""{"monitoring":{"logLevel":"medium","newLogFile":"day"}}"""));
        var answer = await bench.SetAsync("pims.sdk.configuration", """{"monitoring":{"loglevel":"none","newLogFile":"duration","newLogTimeDuration":42}}""");
        PimsAssert.Succeeds(answer);
        Assert.Null(answer.Result);
        Assert.Equal(
            [
                new PimsLogSettings { Level = PimsLogLevel.Medium, NewFile = PimsNewLogFile.Day },
                new PimsLogSettings { Level = PimsLogLevel.None, NewFile = PimsNewLogFile.Duration, Duration = TimeSpan.FromMinutes(42) },
            ],
            files.Settings);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"environnement":"Production","profile":{"brand":"opel"},"credential":{"clientId":"x"}}""")]
    public async Task Configuration_of_something_else_leaves_the_log_alone(string parameters)
    {
        var files = new LogFilesDouble();
        await using var bench = await PimsBench.InitializedAsync(new PimsOptions { LogFiles = files });
        PimsAssert.Succeeds(await bench.SetAsync("pims.sdk.configuration", parameters));
        Assert.Empty(files.Settings);
    }

    [Fact]
    public async Task Configuration_is_checked_as_initialize_is()
    {
        var files = new LogFilesDouble();
        await using var bench = await PimsBench.InitializedAsync(new PimsOptions { LogFiles = files });
        PimsAssert.Fails(
            await bench.SetAsync("pims.sdk.configuration", """{"monitoring":{"logLevel":"high"},"mode":"C2C"}"""), 2102, "Invalid mode parameter");
        Assert.Empty(files.Settings);
    }

    [Fact]
    public async Task Log_files_that_fail_are_a_2000()
    {
        await using var bench = await PimsBench.InitializedAsync(new PimsOptions { LogFiles = new LogFilesDouble { Throws = true } });
        PimsAssert.Fails(await bench.SetAsync("pims.sdk.configuration", """{"monitoring":{"logLevel":"high"}}"""), 2000, "Unknown error");
        Assert.Contains(bench.Logger.Lines, line => line.Event.Name == "PimsCallFailed");
    }

    [GeneratedRegex(@"^\d+\.\d+\.\d+")]
    private static partial Regex Version();

    private sealed class LogFilesDouble : ILogFileControl
    {
        public IReadOnlyList<string> Files { get; init; } = [];

        public bool Throws { get; init; }

        public List<PimsLogSettings> Settings { get; } = [];

        public void Configure(PimsLogSettings settings)
        {
            if (Throws) throw new IOException("No space left on device");
            Settings.Add(settings);
        }
    }
}
