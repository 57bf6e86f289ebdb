using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace O2X.Gateway.Api;

/// <summary>The two forms of each path of a vehicle: <c>/api/vehicles/{id or alias}/…</c>, and <c>/api/…</c> for the only one.</summary>
internal static class VehicleRoutes
{
    /// <summary>The name of the route's part that names the vehicle.</summary>
    public const string Parameter = "vehicle";

    /// <summary>Maps endpoints for a vehicle; they take a <see cref="RequestedVehicle"/>. A vehicle that is not there is 404.</summary>
    public static void MapForVehicle(this IEndpointRouteBuilder app, Action<RouteGroupBuilder> map)
    {
        map(app.MapGroup("/api").AddEndpointFilter(RequireVehicleAsync));
        map(app.MapGroup($"/api/vehicles/{{{Parameter}}}").AddEndpointFilter(RequireVehicleAsync));
    }

    private static async ValueTask<object?> RequireVehicleAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        RequestedVehicle.Of(context.HttpContext).Identity is null
            ? Problems.Invalid(Parameter, "There is no such vehicle. GET /api/vehicles lists those that there are.", StatusCodes.Status404NotFound)
            : await next(context).ConfigureAwait(false);
}
