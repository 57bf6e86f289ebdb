using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using O2X.Gateway.Security.Keys;
using O2X.Links.Time;
using O2X.TestKit;

namespace O2X.Gateway.Tests.Security;

public class LimitTests
{
    [Fact]
    public async Task Looks_at_five_wrong_keys_a_minute_from_one_address()
    {
        await using var secured = await SecuredHost.StartAsync();
        for (var attempt = 0; attempt < 5; attempt++) Assert.Equal(401, await StatusAsync(secured, $"wrong-{attempt}-battery"));

        Assert.Equal(429, await StatusAsync(secured, "wrong-5-battery"));
        // Not the right one either: it would be told from the wrong ones.
        Assert.Equal(429, await StatusAsync(secured, SecuredHost.Key));
        Assert.Equal(200, await StatusAsync(secured, SecuredHost.Key, "192.168.1.3"));
        secured.Host.Pass(12);
        Assert.Equal(200, await StatusAsync(secured, SecuredHost.Key));
    }

    [Fact]
    public async Task Says_when_a_key_is_looked_at_again()
    {
        await using var secured = await SecuredHost.StartAsync();
        for (var attempt = 0; attempt < 5; attempt++) await StatusAsync(secured, $"wrong-{attempt}-battery");
        using var response = await secured.SignInAsync();
        using var bearer = await secured.GetAsync("/api/vehicles", SecuredHost.Key);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.SeeOther), (bearer.StatusCode, response.StatusCode));
        var answer = await AskAsync(secured, SecuredHost.Key);
        Assert.Equal((429, "12"), (answer.Response.StatusCode, answer.Response.Headers.RetryAfter.ToString()));
    }

    [Fact]
    public async Task Limits_the_form_as_it_does_the_header()
    {
        await using var secured = await SecuredHost.StartAsync();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            using var wrong = await secured.SignInAsync($"wrong-{attempt}-battery");
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        using var refused = await secured.SignInAsync();
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("12", refused.Headers.RetryAfter!.ToString());
        Assert.Contains("There were too many wrong keys.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_all_addresses_together_but_locks_out_nobody_who_was_in()
    {
        await using var secured = await SecuredHost.StartAsync();
        Assert.Equal(200, await StatusAsync(secured, SecuredHost.Key, "10.0.0.1"));
        for (var attempt = 0; attempt < 50; attempt++) Assert.Equal(401, await StatusAsync(secured, "wrong-horse-battery", $"10.0.1.{attempt}"));

        Assert.Equal(429, await StatusAsync(secured, SecuredHost.Key, "10.0.2.1"));
        Assert.Equal(200, await StatusAsync(secured, SecuredHost.Key, "10.0.0.1"));
    }

    [Fact]
    public async Task Counts_the_network_of_an_address_of_which_one_machine_has_many()
    {
        await using var secured = await SecuredHost.StartAsync();
        for (var attempt = 0; attempt < 5; attempt++) await StatusAsync(secured, "wrong-horse-battery", $"2001:db8::{attempt + 1}");

        Assert.Equal(429, await StatusAsync(secured, "wrong-horse-battery", "2001:db8::ffff"));
        Assert.Equal(401, await StatusAsync(secured, "wrong-horse-battery", "2001:db8:0:1::1"));
    }

    [Fact]
    public async Task Counts_right_keys_that_come_together_as_no_tries()
    {
        await using var secured = await SecuredHost.StartAsync();
        var statuses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => StatusAsync(secured, SecuredHost.Key))));

        Assert.All(statuses, status => Assert.Equal(200, status));
    }

    [Fact]
    public async Task Limits_writes()
    {
        await using var host = await GatewayHost.StartAsync(new() { ["O2X:Gateway:Security:WritesPerMinute"] = "3" });
        for (var write = 0; write < 3; write++) Assert.NotEqual(HttpStatusCode.TooManyRequests, await WriteAsync(host));

        Assert.Equal(HttpStatusCode.TooManyRequests, await WriteAsync(host));
        using var read = await host.Client.GetAsync("/api/vehicles");
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        host.Pass(20);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, await WriteAsync(host));
    }

    [Fact]
    public void Remembers_a_bounded_number_of_callers()
    {
        var clock = new VirtualClock(EngineBench.Start);
        var limiter = new AttemptLimiter(clock, perMinute: 2, mostCallers: 3);
        foreach (var caller in new[] { "a", "b", "c" }) Assert.True(limiter.TryTake(caller, out _));
        // They share one account.
        Assert.True(limiter.TryTake("d", out _));
        Assert.True(limiter.TryTake("e", out _));
        Assert.False(limiter.TryTake("f", out var wait));
        Assert.Equal(TimeSpan.FromSeconds(30), wait);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(limiter.TryTake("g", out _));
        Assert.True(limiter.TryTake("g", out _));
        Assert.False(limiter.TryTake("g", out _));
    }

    private static async Task<HttpStatusCode> WriteAsync(GatewayHost host)
    {
        using var response = await host.Client.PostAsync("/api/nothing", new StringContent("{}", Encoding.UTF8, "application/json"));
        return response.StatusCode;
    }

    private static async Task<int> StatusAsync(SecuredHost secured, string key, string address = "192.168.1.2") =>
        (await AskAsync(secured, key, address)).Response.StatusCode;

    private static Task<HttpContext> AskAsync(SecuredHost secured, string key, string address = "192.168.1.2") => secured.AskAsync("/api/vehicles", context =>
    {
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        context.Request.Headers.Authorization = $"Bearer {key}";
    });
}
