using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using O2X.Gateway.Api;
using O2X.Gateway.Api.OpenApi;

namespace O2X.Gateway.Security.VehicleData;

/// <summary>All data of one vehicle, for whom it belongs to.</summary>
internal static class VehicleDataEndpoints
{
    private const string Tag = "data";

    public static void MapVehicleData(this IEndpointRouteBuilder app) => app.MapForVehicle(vehicle =>
    {
        vehicle.MapGet("/data", Export).Describe("exportData", "Everything that is kept of the vehicle, as a zip archive", Tag)
            .Produces(StatusCodes.Status200OK, contentType: "application/zip").Refuses(StatusCodes.Status404NotFound);
        vehicle.MapDelete("/data", EraseAsync).Describe("eraseData", "Erases everything that is kept of the vehicle", Tag)
            .Produces(StatusCodes.Status204NoContent).Refuses(StatusCodes.Status404NotFound);
    });

    private static PushStreamHttpResult Export(RequestedVehicle requested, VehicleExport export, HttpContext context) => TypedResults.Stream(
        output => export.WriteAsync(requested.Identity!, output, context.RequestAborted),
        "application/zip",
        $"o2x-{requested.Identity!.Alias}.zip");

    private static async Task<IResult> EraseAsync(RequestedVehicle requested, VehicleErasure erasure, CancellationToken cancellationToken)
    {
        var result = await erasure.EraseAsync(requested.Identity!, cancellationToken).ConfigureAwait(false);
        return result.IsDone ? TypedResults.NoContent() : Problems.Of(result);
    }
}
