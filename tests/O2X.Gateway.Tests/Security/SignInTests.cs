using System.Net;
using O2X.Gateway.Security.SignIn;

namespace O2X.Gateway.Tests.Security;

public class SignInTests
{
    [Fact]
    public async Task Leads_a_page_to_the_form_and_back()
    {
        await using var secured = await SecuredHost.StartAsync();
        using var page = await secured.GetAsync("/history?day=3", accept: "text/html");

        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        Assert.Equal("/sign-in?back=%2Fhistory%3Fday%3D3", page.Headers.Location!.OriginalString);

        using var form = await secured.GetAsync(page.Headers.Location.OriginalString, accept: "text/html");
        Assert.Contains("<input type=\"hidden\" name=\"back\" value=\"/history?day=3\">", await form.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var signedIn = await secured.SignInAsync(back: "/history?day=3");
        Assert.Equal((HttpStatusCode.SeeOther, "/history?day=3"), (signedIn.StatusCode, signedIn.Headers.Location!.OriginalString));
    }

    [Fact]
    public async Task Gives_a_cookie_that_scripts_and_other_sites_do_not_get()
    {
        await using var secured = await SecuredHost.StartAsync();
        using var signedIn = await secured.SignInAsync();
        var cookie = SecuredHost.SetCookie(signedIn)!;

        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("; domain", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(SecuredHost.Key, cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_a_cookie_for_tls_alone_when_it_came_by_tls()
    {
        await using var secured = await SecuredHost.StartAsync();
        secured.Client.BaseAddress = new Uri("https://localhost/");
        using var signedIn = await secured.SignInAsync();

        Assert.Contains("; secure", SecuredHost.SetCookie(signedIn)!, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/api/vehicles")]
    [InlineData("/api/stream")]
    [InlineData("/")]
    public async Task Opens_everything_by_the_cookie(string path)
    {
        await using var secured = await SecuredHost.StartAsync();
        using var signedIn = await secured.SignInAsync();
        using var response = await secured.GetAsync(path, cookie: SecuredHost.CookieOf(signedIn));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Says_in_words_that_the_key_is_wrong()
    {
        await using var secured = await SecuredHost.StartAsync();
        using var response = await secured.SignInAsync("wrong-horse-battery");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("The key is wrong.", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Null(SecuredHost.CookieOf(response));
    }

    [Fact]
    public async Task Takes_no_form_without_its_token()
    {
        await using var secured = await SecuredHost.StartAsync();
        using var response = await secured.SendAsync(
            HttpMethod.Post, "/sign-in", content: new FormUrlEncodedContent(new Dictionary<string, string> { ["key"] = SecuredHost.Key }));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(SecuredHost.CookieOf(response));
    }

    [Fact]
    public async Task Ends_with_signing_out()
    {
        await using var secured = await SecuredHost.StartAsync();
        using var signedIn = await secured.SignInAsync();
        var cookie = SecuredHost.CookieOf(signedIn);
        using var stream = await secured.GetAsync("/api/stream", cookie: cookie);
        var all = stream.Content.ReadAsStringAsync();
        using var signedOut = await secured.PostFormAsync("/sign-out", [], cookie);

        Assert.Equal((HttpStatusCode.SeeOther, "/sign-in"), (signedOut.StatusCode, signedOut.Headers.Location!.OriginalString));
        Assert.Equal("o2x=", SecuredHost.CookieOf(signedOut));
        await Assert.ThrowsAnyAsync<Exception>(() => all.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System));
        Assert.True(all.IsFaulted);
    }

    [Fact]
    public async Task Signs_nobody_out_without_the_token_of_the_form()
    {
        await using var secured = await SecuredHost.StartAsync();
        using var signedIn = await secured.SignInAsync();
        using var response = await secured.SendAsync(
            HttpMethod.Post, "/sign-out", cookie: SecuredHost.CookieOf(signedIn), content: new FormUrlEncodedContent([]));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Ends_with_the_key()
    {
        await using var secured = await SecuredHost.StartAsync();
        using var signedIn = await secured.SignInAsync();
        secured.SetKey("another-horse-battery");
        using var response = await secured.GetAsync("/api/vehicles", cookie: SecuredHost.CookieOf(signedIn));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Ends_by_itself_when_nobody_looks()
    {
        await using var secured = await SecuredHost.StartAsync(new() { ["O2X:Gateway:Security:SignedInFor"] = "00:10:00" });
        using var signedIn = await secured.SignInAsync();
        var cookie = SecuredHost.CookieOf(signedIn);
        secured.Host.Pass(9 * 60);
        using var during = await secured.GetAsync("/api/vehicles", cookie: cookie);
        secured.Host.Pass(2 * 60);
        using var after = await secured.GetAsync("/api/vehicles", cookie: cookie);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (during.StatusCode, after.StatusCode));
        // Whoever looked has got a newer one.
        Assert.NotNull(SecuredHost.CookieOf(during));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://evil.example")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("evil.example")]
    [InlineData("/a\r\nSet-Cookie: x=y")]
    [InlineData("/ä")]
    public void Leads_nowhere_else(string? back) => Assert.Equal("/", LocalPath.Of(back));

    [Fact]
    public async Task Leads_nowhere_else_when_it_is_posted()
    {
        await using var secured = await SecuredHost.StartAsync();
        using var signedIn = await secured.SignInAsync(back: "//evil.example/");

        Assert.Equal("/", signedIn.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Writes_nothing_into_the_form_that_it_was_given()
    {
        await using var secured = await SecuredHost.StartAsync();
        using var form = await secured.GetAsync("/sign-in?back=/%22%3E%3Cscript%3Ealert(1)%3C/script%3E", accept: "text/html");

        Assert.DoesNotContain("<script", await form.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
    }
}
