using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using O2X.Actors;
using O2X.Gateway.Vehicles;

namespace O2X.Gateway.Api;

/// <summary>Refusals as problem details (RFC 9457) with the SDK's <c>code</c>.</summary>
internal static class Problems
{
    /// <summary>The member of problem details that holds the SDK's code.</summary>
    public const string Code = "code";

    private const int LongestName = 40;

    public static ProblemHttpResult Of(CommandResult refused) => Of(refused.Error!, refused.Words);

    /// <summary>A refusal with its code.</summary>
    /// <param name="error">The SDK's code and text.</param>
    /// <param name="words">The same for people, with what to do.</param>
    /// <param name="status">The status; null: the one that goes with the code.</param>
    public static ProblemHttpResult Of(PimsError error, string? words, int? status = null) => TypedResults.Problem(
        words,
        statusCode: status ?? StatusOf(error.Code),
        title: error.Label,
        extensions: new Dictionary<string, object?> { [Code] = error.Code });

    /// <summary>A parameter, member or part of the request that is wrong.</summary>
    public static ProblemHttpResult Invalid(string name, string words, int status = StatusCodes.Status400BadRequest) =>
        Of(PimsError.Invalid(Shown(name)), words, status);

    /// <summary>What a status means that comes without an explanation.</summary>
    public static ProblemHttpResult Of(int status) => Of(ErrorOf(status), WordsOf(status), status);

    public static PimsError ErrorOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => PimsError.Invalid("request"),
        StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed => PimsError.NotSupported,
        StatusCodes.Status413PayloadTooLarge => PimsError.Invalid("body"),
        StatusCodes.Status415UnsupportedMediaType => PimsError.Invalid("Content-Type"),
        _ => PimsError.Unknown,
    };

    private static string? WordsOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "The request cannot be understood. /openapi/v1.json says what is expected.",
        StatusCodes.Status404NotFound => "There is nothing at this path. /openapi/v1.json lists what there is.",
        StatusCodes.Status405MethodNotAllowed => "This path has no such method. The header Allow lists those that it has.",
        StatusCodes.Status413PayloadTooLarge => "The body is too large.",
        StatusCodes.Status415UnsupportedMediaType => "The body must be application/json in UTF-8.",
        StatusCodes.Status500InternalServerError => "Something went wrong in the gateway. Its log says more.",
        _ => null,
    };

    // 2000 is what ends by itself: the gateway is being stopped, or its disk is full.
    private static int StatusOf(int code) => code switch
    {
        2101 or 2102 => StatusCodes.Status400BadRequest,
        2002 or 2003 or 2344 or 2345 or 2365 => StatusCodes.Status404NotFound,
        2005 or 2010 or 2339 or 2366 => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status503ServiceUnavailable,
    };

    // What was given comes back to a page or a terminal.
    private static string Shown(string text) => string.Concat(text.Take(LongestName).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
}
