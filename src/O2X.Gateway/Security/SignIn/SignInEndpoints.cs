using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using O2X.Gateway.Security.Keys;
using O2X.Gateway.Security.Requests;

namespace O2X.Gateway.Security.SignIn;

/// <summary>Signing in and out, by plain forms.</summary>
internal static class SignInEndpoints
{
    public const string SignIn = "/sign-in";
    public const string SignOut = "/sign-out";
    public const string StylePath = "/sign-in.css";

    private const int LargestForm = 16 * 1024;
    private const int SessionLength = 16;

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapGet(StylePath, () => TypedResults.Text(SignInPage.Style, "text/css")).Open();
        app.MapGet(SignIn, ShowSignInAsync).Open();
        app.MapPost(SignIn, SignInAsync).Open().AsForm();
        app.MapGet(SignOut, ShowSignOutAsync).ExcludeFromDescription();
        app.MapPost(SignOut, SignOutAsync).AsForm();
    }

    /// <summary>The path of the sign-in page that leads back to a request.</summary>
    public static string PathFor(HttpRequest request)
    {
        var back = LocalPath.Of($"{request.Path.ToUriComponent()}{request.QueryString.ToUriComponent()}");
        return back == LocalPath.Home ? SignIn : $"{SignIn}?back={Uri.EscapeDataString(back)}";
    }

    private static Task ShowSignInAsync(HttpContext context, IAntiforgery antiforgery, [FromQuery] string? back) =>
        SignInPage.WriteSignInAsync(context, antiforgery.GetAndStoreTokens(context), LocalPath.Of(back), problem: null);

    private static async Task SignInAsync(
        HttpContext context, IAntiforgery antiforgery, KeyCheck check, ILogger<KeyCheck> logger, [FromForm] string? key, [FromForm] string? back)
    {
        var address = CallerAddress.Of(context);
        var verdict = await check.CheckAsync(key ?? "", address, context.RequestAborted).ConfigureAwait(false);
        if (verdict.KeyId is not { } id)
        {
            var isTooOften = verdict.Wait > TimeSpan.Zero;
            context.Response.StatusCode = isTooOften ? StatusCodes.Status429TooManyRequests : StatusCodes.Status401Unauthorized;
            if (isTooOften) Refusal.SetRetryAfter(context.Response, verdict.Wait);
            await SignInPage.WriteSignInAsync(
                context,
                antiforgery.GetAndStoreTokens(context),
                LocalPath.Of(back),
                isTooOften ? "There were too many wrong keys. Try again in a minute." : "The key is wrong.").ConfigureAwait(false);
            return;
        }

        var principal = BearerHandler.PrincipalOf(id, Schemes.Cookie);
        // A session that was there before, whoever's it was, is not gone on with.
        principal.Identities.First().AddClaim(new Claim(OpenConnections.SessionClaim, RandomNumberGenerator.GetHexString(SessionLength)));
        await context.SignInAsync(Schemes.Cookie, principal, new AuthenticationProperties { IsPersistent = true }).ConfigureAwait(false);
        SecurityLog.SignedIn(logger, address);
        Go(context, LocalPath.Of(back));
    }

    private static Task ShowSignOutAsync(HttpContext context, IAntiforgery antiforgery) =>
        SignInPage.WriteSignOutAsync(context, antiforgery.GetAndStoreTokens(context));

    // The form holds nothing but its token, which is checked where a form is read.
    private static async Task SignOutAsync(HttpContext context, OpenConnections connections, [FromForm] string? back)
    {
        _ = back;
        connections.End(context);
        await context.SignOutAsync(Schemes.Cookie).ConfigureAwait(false);
        Go(context, SignIn);
    }

    // 303: what was posted is not posted again.
    private static void Go(HttpContext context, string path)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = path;
    }

    private static RouteHandlerBuilder Open(this RouteHandlerBuilder endpoint) => endpoint.AllowAnonymous().ExcludeFromDescription();

    private static void AsForm(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(PlainWrite.Instance, new RequestSizeLimitAttribute(LargestForm)).ExcludeFromDescription();
}
