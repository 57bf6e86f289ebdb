using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using O2X.Actors;

namespace O2X.Gateway.Security.Requests;

/// <summary>Refusals as problem details (RFC 9457), with the SDK's <c>code</c> as all others.</summary>
internal static class Refusal
{
    public static Task WriteAsync(HttpContext context, int status, string words) =>
        TypedResults.Problem(words, statusCode: status, extensions: [new("code", CodeOf(status))]).ExecuteAsync(context);

    /// <summary>Says that it was too often, and when it may be tried again.</summary>
    public static Task TooManyAsync(HttpContext context, TimeSpan wait, string words)
    {
        SetRetryAfter(context.Response, wait);
        return WriteAsync(context, StatusCodes.Status429TooManyRequests, words);
    }

    public static void SetRetryAfter(HttpResponse response, TimeSpan wait) =>
        response.Headers[HeaderNames.RetryAfter] = ((long)Math.Ceiling(Math.Max(1, wait.TotalSeconds))).ToString(CultureInfo.InvariantCulture);

    // The SDK has no codes for who may ask; its general one says that it was not carried out.
    private static int CodeOf(int status) =>
        (status == StatusCodes.Status415UnsupportedMediaType ? PimsError.Invalid("Content-Type") : PimsError.Unknown).Code;
}
