using System.Net.Mime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using O2X.Actors;
using O2X.Gateway.Vehicles;
using O2X.Vehicles.Json;

namespace O2X.Gateway.Api;

/// <summary>What is asked of a vehicle.</summary>
internal static class VehicleEndpoints
{
    public static Ok<VehicleName[]> List(VehicleDirectory directory) =>
        TypedResults.Ok(directory.All.Select(vehicle => new VehicleName(vehicle.Id.ToString(), vehicle.Alias)).ToArray());

    public static IResult Information(RequestedVehicle requested) =>
        requested.IsLive && requested.Live.View().Information is { } information
            ? TypedResults.Text(VehicleJson.Serialize(information), MediaTypeNames.Application.Json)
            : Problems.Of(new CommandResult(PimsError.NothingSaved, "Nothing was received of this vehicle yet."));
}

/// <summary>How a vehicle is named.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Alias">Its alias.</param>
internal sealed record VehicleName(string Id, string Alias);
