using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using O2X.Gateway.Security.Keys;

namespace O2X.Gateway.Tests.Security;

/// <summary>A gateway with a key, and what a browser or program does with it.</summary>
internal sealed partial class SecuredHost : IAsyncDisposable
{
    public const string Key = "correct-horse-battery";

    private readonly TemporaryFolder _folder = new();

    private SecuredHost()
    {
    }

    public GatewayHost Host { get; private set; } = null!;

    public HttpClient Client => Host.Client;

    public string Folder => _folder.FullPath;

    public static async Task<SecuredHost> StartAsync(Dictionary<string, string?>? settings = null, Action<IServiceCollection>? services = null, bool withKey = true)
    {
        var secured = new SecuredHost();
        if (withKey) secured.SetKey(Key);
        var all = new Dictionary<string, string?> { ["O2X:Gateway:StateDirectory"] = secured.Folder };
        foreach (var (key, value) in settings ?? []) all[key] = value;
        try
        {
            secured.Host = await GatewayHost.StartAsync(all, services);
            return secured;
        }
        catch
        {
            secured._folder.Dispose();
            throw;
        }
    }

    /// <summary>Sets another key, as the command does; a fast one.</summary>
    public void SetKey(string key) => new AccessKeyFile(Folder).Write(AccessKey.Of(key, iterations: 1));

    public Task<HttpResponseMessage> GetAsync(string path, string? key = null, string? cookie = null, string? accept = null) =>
        SendAsync(HttpMethod.Get, path, key, cookie, accept);

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? key = null, string? cookie = null, string? accept = null, HttpContent? content = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        if (key is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        if (cookie is not null) request.Headers.TryAddWithoutValidation("Cookie", cookie);
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        return Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Asks as if the connection were another one.</summary>
    public Task<HttpContext> AskAsync(string path, Action<HttpContext> change) => AskAsync(Host, path, change);

    public static Task<HttpContext> AskAsync(GatewayHost host, string path, Action<HttpContext> change) =>
        ((TestServer)host.Get<IServer>()).SendAsync(context =>
        {
            context.Request.Method = HttpMethods.Get;
            context.Request.Scheme = "http";
            context.Request.Host = new HostString("localhost");
            context.Request.Path = path;
            change(context);
        });

    /// <summary>Posts a form with its token, as a browser does.</summary>
    public async Task<HttpResponseMessage> PostFormAsync(string path, Dictionary<string, string> fields, string? cookie = null, string? query = null)
    {
        using var page = await GetAsync(path + query, cookie: cookie, accept: "text/html");
        var token = Token().Match(await page.Content.ReadAsStringAsync()).Groups["token"].Value;
        var form = new Dictionary<string, string>(fields) { ["__RequestVerificationToken"] = token };
        var cookies = string.Join("; ", new[] { CookieOf(page, "o2x-form"), cookie }.Where(one => one is not null));
        return await SendAsync(HttpMethod.Post, path, cookie: cookies, content: new FormUrlEncodedContent(form));
    }

    public Task<HttpResponseMessage> SignInAsync(string key = Key, string back = "/") => PostFormAsync("/sign-in", new() { ["key"] = key, ["back"] = back });

    /// <summary>The cookie that an answer sets, as it is sent back; null when it sets none.</summary>
    public static string? CookieOf(HttpResponseMessage response, string name = "o2x") =>
        SetCookie(response, name)?.Split(';')[0];

    public static string? SetCookie(HttpResponseMessage response, string name = "o2x") =>
        response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.FirstOrDefault(cookie => cookie.StartsWith(name + "=", StringComparison.Ordinal)) : null;

    public static void AssertStatus(HttpStatusCode expected, HttpResponseMessage response) => Assert.Equal(expected, response.StatusCode);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        _folder.Dispose();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex Token();
}
