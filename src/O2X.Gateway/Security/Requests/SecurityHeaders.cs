using Microsoft.AspNetCore.Http;

namespace O2X.Gateway.Security.Requests;

/// <summary>What every answer tells the browser: nothing from elsewhere, no script but the gateway's files, no frame around it.</summary>
internal static class SecurityHeaders
{
    // MudBlazor's theme is a style element that it writes into the page, and its components have style attributes.
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "manifest-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    /// <summary>Sets them when the answer begins, so that nothing that clears headers before takes them away.</summary>
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(static state => Set(((HttpContext)state).Response.Headers), context);
        return next(context);
    }

    private static Task Set(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        // Values of a vehicle stay out of caches, unless whoever answers has thought of it.
        if (headers.CacheControl.Count == 0 && headers.ETag.Count == 0) headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
