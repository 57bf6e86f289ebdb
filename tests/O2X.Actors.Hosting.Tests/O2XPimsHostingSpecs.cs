using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace O2X.Actors.Hosting.Tests;

public sealed class O2XPimsHostingSpecs : IDisposable
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"o2x-pims-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(_directory)) Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task The_facade_of_a_host_tells_of_its_log_files_and_steers_them()
    {
        using var host = TestHost.Build(services => services
            .AddLogging(logging => logging.AddO2XLogFiles(_directory))
            .AddO2X(o2x => o2x.WithSimulator())
            .AddO2XPims());
        await host.StartAsync();
        var pims = host.Services.GetRequiredService<Pims>();
        host.Services.GetRequiredService<ILogger<O2XPimsHostingSpecs>>().LogWarning("one");

        await pims.Initialize(PimsParameters.Parse("""{"monitoring":{"logLevel":"low"}}"""));
        var path = (await pims.Get("pims.sdk.log")).Result!.Value.GetProperty("logPath").GetString()!;
        host.Services.GetRequiredService<ILogger<O2XPimsHostingSpecs>>().LogInformation("two");
        host.Services.GetRequiredService<ILogger<O2XPimsHostingSpecs>>().LogWarning("three");

        Assert.Equal(["one", "three"], File.ReadAllLines(path).Where(line => line.Contains(nameof(O2XPimsHostingSpecs))).Select(line => line.Split(' ')[^1]));
        await host.StopAsync();
    }

    [Fact]
    public async Task Without_log_files_of_the_host_there_are_none_to_tell_of()
    {
        using var host = TestHost.Build(services => services.AddO2X("left", o2x => o2x.WithSimulator()).AddO2XPims("left"));
        await host.StartAsync();
        var pims = host.Services.GetRequiredKeyedService<Pims>("left");

        await pims.Initialize();
        Assert.Equal(2344, (await pims.Get("pims.sdk.logs")).Error?.Code);
        await host.StopAsync();
    }
}
