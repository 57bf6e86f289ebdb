using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace O2X.Gateway.Api;

/// <summary>
/// Whatever ends a request to the API badly is explained by problem details: no such path or method, a parameter that is none, a body
/// that breaks off, an error in the gateway. What went wrong inside is logged and never told.
/// </summary>
internal static class ProblemMiddleware
{
    /// <summary>Below this path everything is answered with problem details.</summary>
    public const string Root = "/api";

    public static async Task InvokeAsync(HttpContext context, RequestDelegate next, ILogger logger)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (BadHttpRequestException problem) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = problem.StatusCode;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception problem) when (!context.Response.HasStarted)
        {
            ApiLog.RequestFailed(logger, problem);
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }

        if (IsUnexplained(context.Response)) await Problems.Of(context.Response.StatusCode).ExecuteAsync(context).ConfigureAwait(false);
    }

    private static bool IsUnexplained(HttpResponse response) =>
        !response.HasStarted && response is { StatusCode: >= 400, ContentLength: null } && string.IsNullOrEmpty(response.ContentType);
}
