using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using O2X.Gateway.Vehicles;

namespace O2X.Gateway.Api;

/// <summary>Refusals as problem details (RFC 9457) with the SDK's code.</summary>
internal static class Problems
{
    public static ProblemHttpResult Of(CommandResult refused) => TypedResults.Problem(
        refused.Words,
        statusCode: StatusOf(refused.Error!.Code),
        title: refused.Error.Label,
        extensions: new Dictionary<string, object?> { ["code"] = refused.Error.Code });

    private static int StatusOf(int code) => code switch
    {
        2101 or 2102 => StatusCodes.Status400BadRequest,
        2345 => StatusCodes.Status404NotFound,
        2005 or 2010 or 2339 or 2365 => StatusCodes.Status409Conflict,
        2340 or 2341 => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
