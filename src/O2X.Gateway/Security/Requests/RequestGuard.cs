using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using O2X.Gateway.Security.Keys;

namespace O2X.Gateway.Security.Requests;

/// <summary>
/// Refuses what is not meant for this gateway, or comes from the pages of others, before anybody else sees it: also to the socket of the
/// pages. Then what writes too often, or writes something else than JSON.
/// </summary>
internal sealed class RequestGuard(
    RequestDelegate next, Exposure exposure, IOptions<SecurityOptions> options, TimeProvider clock, ILogger<RequestGuard> logger)
{
    // Nobody fills the disk with what is logged.
    private const int LinesPerMinute = 10;

    private readonly string[] _names = [.. options.Value.HostNames()];
    private readonly AttemptLimiter _lines = new(clock, LinesPerMinute);
    private readonly AttemptLimiter _writes = new(clock, options.Value.WritesPerMinute);

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!RequestRules.IsHost(request.Host, exposure.IsForOthers(context), _names))
        {
            return Foreign(
                context, StatusCodes.Status421MisdirectedRequest,
                $"The gateway is not known by this name. Names that it shall be known by stand in {SecurityOptions.Section}:{nameof(SecurityOptions.AllowedHosts)}.");
        }

        if (!RequestRules.IsOwn(request)) return Foreign(context, StatusCodes.Status403Forbidden, "Pages of others may not ask the gateway for anything.");
        return RequestRules.IsSafe(request.Method) ? next(context) : WriteAsync(context);
    }

    private Task WriteAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<PlainWrite>() is null && !IsSocket(context) && !RequestRules.IsJsonOrNothing(context.Request))
            return Refusal.WriteAsync(context, StatusCodes.Status415UnsupportedMediaType, "The body must be JSON, and its Content-Type application/json.");
        // The socket of a page asks once for each page, and where it cannot be a socket, for each step.
        if (IsSocket(context) || _writes.TryTake(CallerAddress.Of(context), out var wait)) return next(context);
        return Refusal.TooManyAsync(context, wait, "There were too many writes within a minute.");
    }

    private static bool IsSocket(HttpContext context) => context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase);

    private Task Foreign(HttpContext context, int status, string reason)
    {
        if (_lines.TryTake("", out _)) SecurityLog.ForeignRequest(logger, CallerAddress.Of(context), reason);
        // Whoever is not meant to be here does not keep the connection.
        context.Response.Headers[HeaderNames.Connection] = "close";
        return Refusal.WriteAsync(context, status, reason);
    }
}

/// <summary>Marks an endpoint that takes a form, which is protected by its own token.</summary>
internal sealed class PlainWrite
{
    public static PlainWrite Instance { get; } = new();
}
