using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using O2X.Gateway.Vehicles;

namespace O2X.Gateway.Api;

/// <summary>The vehicle that a request names, or the only one.</summary>
/// <param name="Identity">Who it is; null when there is no such vehicle, which the endpoint never sees.</param>
/// <param name="Live">The vehicle that the engine has.</param>
/// <param name="IsNamed">Whether the path names it.</param>
internal sealed record RequestedVehicle(VehicleIdentity? Identity, LiveVehicle Live, bool IsNamed)
{
    public VehicleId Id => Identity!.Id;

    /// <summary>Whether it is the one that the engine has; of another one only the history is known.</summary>
    public bool IsLive => Identity?.Id == Live.Identity.Id;

    public static RequestedVehicle Of(HttpContext context)
    {
        var services = context.RequestServices;
        var directory = services.GetRequiredService<VehicleDirectory>();
        var name = context.GetRouteValue(VehicleRoutes.Parameter) as string;
        var identity = name is null ? directory.Current : directory.Find(name);
        return new RequestedVehicle(identity, services.GetRequiredService<LiveVehicle>(), name is not null);
    }

    /// <summary>Makes it a parameter of endpoints.</summary>
    public static ValueTask<RequestedVehicle> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context));
}
