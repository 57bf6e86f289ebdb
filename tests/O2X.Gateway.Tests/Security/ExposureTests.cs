using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using O2X.Gateway.Security;
using O2X.Gateway.Security.Keys;

namespace O2X.Gateway.Tests.Security;

public class ExposureTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080", false)]
    [InlineData("http://127.0.0.9:5080", false)]
    [InlineData("http://[::1]:5080", false)]
    [InlineData("http://LOCALHOST:5080", false)]
    [InlineData("http://unix:/run/o2x.sock", false)]
    [InlineData("http://0.0.0.0:5080", true)]
    [InlineData("http://[::]:5080", true)]
    [InlineData("http://*:5080", true)]
    [InlineData("http://+:5080", true)]
    [InlineData("http://car.example.org:5080", true)]
    [InlineData("http://192.168.1.2:5080", true)]
    [InlineData("nonsense", true)]
    public void Tells_what_others_can_reach(string url, bool isForOthers) => Assert.Equal(isForOthers, Exposure.IsForOthers(url));

    public static TheoryData<string, string> Exposed => new()
    {
        { "O2X:Gateway:Urls", "http://0.0.0.0:5080" },
        { "O2X:Gateway:Urls", "http://127.0.0.1:5080;http://[::]:5080" },
        { "Kestrel:Endpoints:Other:Url", "https://*:5443" },
        { "O2X:Gateway:Security:AllowedHosts", "car.example.org" },
    };

    [Theory]
    [MemberData(nameof(Exposed))]
    public async Task Refuses_to_start_where_others_can_reach_it_without_a_key(string key, string value)
    {
        var problem = await Assert.ThrowsAsync<OptionsValidationException>(() => GatewayHost.StartAsync(new() { [key] = value }));

        var message = Assert.Single(problem.Failures);
        Assert.StartsWith("Others can reach the gateway (", message, StringComparison.Ordinal);
        Assert.EndsWith("and no key is set. Make one with o2x gateway key, or serve http://127.0.0.1:5080.", message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Exposed))]
    public async Task Starts_there_with_a_key(string key, string value)
    {
        await using var secured = await SecuredHost.StartAsync(new() { [key] = value });
        using var refused = await secured.GetAsync("/api/vehicles");
        using var allowed = await secured.GetAsync("/api/vehicles", SecuredHost.Key);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (refused.StatusCode, allowed.StatusCode));
    }

    [Fact]
    public async Task Asks_this_machine_for_no_key_while_none_is_set()
    {
        await using var host = await GatewayHost.StartAsync();
        using var response = await host.Client.GetAsync("/api/vehicles");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Lets_nobody_in_at_an_address_that_was_opened_without_being_told()
    {
        await using var host = await GatewayHost.StartAsync();
        var answer = await SecuredHost.AskAsync(host, "/api/vehicles", context => context.Connection.LocalIpAddress = IPAddress.Parse("192.168.1.2"));

        Assert.Equal(StatusCodes.Status403Forbidden, answer.Response.StatusCode);
    }

    [Fact]
    public async Task Refuses_to_start_with_a_key_that_cannot_be_read()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("access.json"), "{}");
        var problem = await Assert.ThrowsAsync<IOException>(() => GatewayHost.StartAsync(new() { ["O2X:Gateway:StateDirectory"] = folder.FullPath }));

        Assert.Contains("access.json cannot be used: It is of another version. Make a new key with: o2x gateway key.", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lets_nobody_in_when_the_key_is_damaged_while_it_runs()
    {
        await using var secured = await SecuredHost.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(secured.Folder, "access.json"), "{");
        using var response = await secured.GetAsync("/api/vehicles", SecuredHost.Key);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", false)]
    [InlineData("http://[::]:5080", true)]
    public async Task Looks_at_the_addresses_again_that_were_really_opened(string address, bool isRefused)
    {
        var exposure = new Exposure(new ConfigurationBuilder().Build(), Options.Create(new SecurityOptions()));
        var check = new ExposureCheck(exposure, new AccessKeys(null, NullLogger<AccessKeys>.Instance), new OpenServer(address));
        await check.StartingAsync(default);
        var refused = await Record.ExceptionAsync(() => check.StartedAsync(default));

        Assert.Equal(isRefused, refused is OptionsValidationException);
    }

    private sealed class OpenServer : IServer
    {
        public OpenServer(string address)
        {
            Features.Set<IServerAddressesFeature>(new ServerAddressesFeature());
            Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Add(address);
        }

        public IFeatureCollection Features { get; } = new FeatureCollection();

        public void Dispose()
        {
        }

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
