using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using O2X.Gateway.Security.Keys;
using O2X.Gateway.Security.Requests;

namespace O2X.Gateway.Security.SignIn;

/// <summary>Lets programs in by <c>Authorization: Bearer KEY</c>; a key in the query is not looked at.</summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KeyCheck check)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Prefix = "Bearer ";

    private TimeSpan _wait;

    /// <summary>Whether a request brings a key.</summary>
    public static bool Brings(HttpRequest request) =>
        request.Headers.Authorization is [{ } value] && value.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Brings(Request)) return AuthenticateResult.NoResult();
        var key = Request.Headers.Authorization[0]![Prefix.Length..].Trim();
        var verdict = await check.CheckAsync(key, CallerAddress.Of(Context), Context.RequestAborted).ConfigureAwait(false);
        _wait = verdict.Wait;
        return verdict.KeyId is { } id
            ? AuthenticateResult.Success(new AuthenticationTicket(PrincipalOf(id, Scheme.Name), Scheme.Name))
            : AuthenticateResult.Fail("The key is wrong.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_wait > TimeSpan.Zero) return Refusal.TooManyAsync(Context, _wait, "There were too many wrong keys. Keys are looked at again later.");
        Response.Headers.WWWAuthenticate = "Bearer";
        return Refusal.WriteAsync(Context, StatusCodes.Status401Unauthorized, "The key of the gateway is needed: Authorization: Bearer KEY.");
    }

    /// <summary>Somebody who came in by a key.</summary>
    public static ClaimsPrincipal PrincipalOf(string keyId, string scheme) => new(new ClaimsIdentity([new Claim(Schemes.KeyClaim, keyId)], scheme));
}
