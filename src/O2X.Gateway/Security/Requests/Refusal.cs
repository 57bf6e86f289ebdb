using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace O2X.Gateway.Security.Requests;

/// <summary>Refusals as problem details (RFC 9457).</summary>
internal static class Refusal
{
    public static Task WriteAsync(HttpContext context, int status, string words) =>
        TypedResults.Problem(words, statusCode: status).ExecuteAsync(context);

    /// <summary>Says that it was too often, and when it may be tried again.</summary>
    public static Task TooManyAsync(HttpContext context, TimeSpan wait, string words)
    {
        SetRetryAfter(context.Response, wait);
        return WriteAsync(context, StatusCodes.Status429TooManyRequests, words);
    }

    public static void SetRetryAfter(HttpResponse response, TimeSpan wait) =>
        response.Headers[HeaderNames.RetryAfter] = ((long)Math.Ceiling(Math.Max(1, wait.TotalSeconds))).ToString(CultureInfo.InvariantCulture);
}
