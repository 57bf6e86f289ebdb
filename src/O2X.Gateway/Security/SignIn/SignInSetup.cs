using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using O2X.Gateway.Security.Keys;

namespace O2X.Gateway.Security.SignIn;

/// <summary>How cookies and keys are looked at.</summary>
internal static class SignInSetup
{
    public const string CookieName = "o2x";

    public static void AddSignIn(this IServiceCollection services)
    {
        services.AddSingleton<KeyCheck>();
        services.AddSingleton<OpenConnections>();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = $"{CookieName}-form";
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            // The room's own header is stricter.
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        services.AddAuthentication(Schemes.Either)
            .AddPolicyScheme(Schemes.Either, null, either =>
                either.ForwardDefaultSelector = context => BearerHandler.Brings(context.Request) ? Schemes.Bearer : Schemes.Cookie)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(Schemes.Bearer, null)
            .AddCookie(Schemes.Cookie);
        services.AddOptions<CookieAuthenticationOptions>(Schemes.Cookie).Configure<AccessKeys, IOptions<SecurityOptions>>(Configure);
    }

    private static void Configure(CookieAuthenticationOptions cookie, AccessKeys keys, IOptions<SecurityOptions> options)
    {
        cookie.Cookie.Name = CookieName;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = options.Value.SignedInFor;
        cookie.SlidingExpiration = true;
        cookie.Events.OnValidatePrincipal = context =>
        {
            // Signed in by a key that is no more.
            if (context.Principal?.FindFirst(Schemes.KeyClaim)?.Value is not { } key || key != keys.Id) context.RejectPrincipal();
            return Task.CompletedTask;
        };
    }
}
