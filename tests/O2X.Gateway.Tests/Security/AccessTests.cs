using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using O2X.Gateway.Security.Keys;

namespace O2X.Gateway.Tests.Security;

public class AccessTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/api/vehicles")]
    [InlineData("/api/stream")]
    [InlineData("/API/Vehicles/")]
    [InlineData("/metrics")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/sign-out")]
    [InlineData("/nothing/here")]
    [InlineData("/sign-in/../api/vehicles")]
    [InlineData("/sign-in%2f..%2fapi/vehicles")]
    [InlineData("/health/live/../../api/vehicles")]
    [InlineData("/api//vehicles")]
    public async Task Asks_for_the_key(string path)
    {
        await using var secured = await SecuredHost.StartAsync();
        using var response = await secured.GetAsync(path);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Asks_for_the_key_before_the_socket_of_the_pages_opens()
    {
        await using var secured = await SecuredHost.StartAsync();
        using var response = await secured.SendAsync(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/sign-in")]
    [InlineData("/sign-in.css")]
    public async Task Shows_to_everybody_what_needs_no_key(string path)
    {
        await using var secured = await SecuredHost.StartAsync();
        using var response = await secured.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("wrong-horse-battery")]
    [InlineData("")]
    [InlineData("correct-horse-batter")]
    [InlineData("correct-horse-battery ,x")]
    public async Task Lets_no_wrong_key_in(string key)
    {
        await using var secured = await SecuredHost.StartAsync();
        using var response = await secured.GetAsync("/api/vehicles", key);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("access_token")]
    [InlineData("key")]
    [InlineData("api_key")]
    [InlineData("Authorization")]
    public async Task Looks_at_no_key_in_the_query(string name)
    {
        await using var secured = await SecuredHost.StartAsync();
        using var response = await secured.GetAsync($"/api/vehicles?{name}={SecuredHost.Key}");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("X-Original-URL", "/sign-in")]
    [InlineData("X-Rewrite-URL", "/health/live")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-HTTP-Method-Override", "GET")]
    public async Task Believes_no_header_that_a_proxy_could_set(string name, string value)
    {
        await using var secured = await SecuredHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/vehicles");
        request.Headers.TryAddWithoutValidation(name, value);
        using var response = await secured.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Takes_a_new_key_while_it_runs()
    {
        await using var secured = await SecuredHost.StartAsync();
        using var before = await secured.GetAsync("/api/vehicles", SecuredHost.Key);
        secured.SetKey("another-horse-battery");
        using var old = await secured.GetAsync("/api/vehicles", SecuredHost.Key);
        using var other = await secured.GetAsync("/api/vehicles", "another-horse-battery");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.OK), (before.StatusCode, old.StatusCode, other.StatusCode));
    }

    [Fact]
    public async Task Ends_streams_when_the_key_that_opened_them_ends()
    {
        await using var secured = await SecuredHost.StartAsync();
        using var stream = await secured.GetAsync("/api/stream", SecuredHost.Key);
        var all = stream.Content.ReadAsStringAsync();
        secured.SetKey("another-horse-battery");
        secured.Host.Pass(5);

        await Assert.ThrowsAnyAsync<Exception>(() => all.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System));
        Assert.True(all.IsFaulted);
    }

    [Fact]
    public async Task Logs_that_a_key_was_wrong_and_never_a_key()
    {
        var log = new RecordingLog();
        await using var secured = await SecuredHost.StartAsync(
            new() { ["Logging:LogLevel:Default"] = "Trace" },
            services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log)));
        using var wrong = await secured.GetAsync("/api/vehicles", "wrong-horse-battery");
        using var right = await secured.GetAsync("/api/vehicles", SecuredHost.Key);
        using var signedIn = await secured.SignInAsync();

        Assert.Contains(log.Lines, line => line.Contains("A wrong key was given from local", StringComparison.Ordinal));
        Assert.Contains(log.Lines, line => line.Contains("Signed in from local", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("horse-battery", StringComparison.Ordinal));
        Assert.DoesNotContain("horse", await File.ReadAllTextAsync(Path.Combine(secured.Folder, "access.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Is_kept_as_a_hash_for_its_owner_alone()
    {
        using var folder = new TemporaryFolder();
        var file = new AccessKeyFile(folder.File("state"));
        file.Write(AccessKey.Of(SecuredHost.Key));
        var key = file.Read()!;

        Assert.Equal(600_000, key.Iterations);
        Assert.True(key.Fits(SecuredHost.Key));
        Assert.False(key.Fits("wrong-horse-battery"));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.FullPath));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"version":1,"id":"a","algorithm":"PBKDF2-SHA256","iterations":0,"salt":"AA==","hash":"AA=="}""")]
    [InlineData("""{"version":1,"id":"a","algorithm":"PBKDF2-SHA256","iterations":99999999999,"salt":"AA==","hash":"AA=="}""")]
    [InlineData("""{"version":1,"id":"a","algorithm":"PBKDF2-SHA256","iterations":1,"salt":"?","hash":"AA=="}""")]
    [InlineData("""{"version":1,"id":"a","algorithm":"plain","iterations":1,"salt":"AA==","hash":"AA=="}""")]
    [InlineData("""{"version":1,"id":"a","algorithm":"PBKDF2-SHA256","iterations":1,"salt":"AA==","hash":""}""")]
    public void Is_not_read_from_a_damaged_file(string content)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("access.json"), content);

        Assert.Throws<IOException>(() => new AccessKeyFile(folder.FullPath).Read());
    }

    [Theory]
    [InlineData("short")]
    [InlineData("with blank in it")]
    [InlineData("with-umlaut-ä-in-it")]
    [InlineData("with-\u0007-bell-in-it")]
    public void Is_not_taken_when_it_can_be_guessed_or_typed_wrong(string key) => Assert.NotNull(AccessKey.ProblemOf(key));

    [Fact]
    public void Is_made_so_that_nobody_can_guess_it()
    {
        var keys = Enumerable.Range(0, 100).Select(_ => AccessKey.New()).ToList();

        Assert.Equal(100, keys.Distinct().Count());
        Assert.All(keys, key => Assert.True(key.Length >= 43 && AccessKey.ProblemOf(key) is null));
    }
}
