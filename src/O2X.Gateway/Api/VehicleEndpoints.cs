using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using O2X.Actors;
using O2X.Gateway.Vehicles;
using O2X.Vehicles.Json;

namespace O2X.Gateway.Api;

/// <summary>What is known of a vehicle now.</summary>
internal static class VehicleEndpoints
{
    private static readonly string[] _services = ["o2x", "sendtonav", "tripsanddrive"];

    public static Ok<VehicleName[]> List(VehicleDirectory directory) =>
        TypedResults.Ok(directory.All.Select(vehicle => new VehicleName(vehicle.Id.ToString(), vehicle.Alias)).ToArray());

    public static IResult Information(RequestedVehicle requested) =>
        requested.IsLive && requested.Live.View().Information is { } information
            ? new JsonAnswer(Encoding.UTF8.GetBytes(VehicleJson.Serialize(information)), hasTag: true)
            : Nothing();

    public static async Task<Results<NoContent, ProblemHttpResult>> ClearAsync(RequestedVehicle requested, CancellationToken cancellationToken)
    {
        if (!requested.IsLive) return Nothing();
        var result = await requested.Live.Owner.ClearDataAsync(cancellationToken).ConfigureAwait(false);
        return result.IsDone ? TypedResults.NoContent() : Problems.Of(result);
    }

    public static Results<Ok<VinAnswer>, ProblemHttpResult> Vin(RequestedVehicle requested) =>
        requested.Identity!.Vin is { } vin
            ? TypedResults.Ok(new VinAnswer(vin.Full))
            : Problems.Of(PimsError.Unknown, "The vehicle's VIN is not known yet.", StatusCodes.Status404NotFound);

    public static Results<Ok<ServicesAnswer>, ProblemHttpResult> Services(RequestedVehicle requested, string[] services)
    {
        if (services.Any(name => !_services.Contains(name)))
            return Problems.Invalid("services", $"services is one or several of {string.Join(", ", _services)}.");
        var isStarted = requested.IsLive && requested.Live.View().Link.State != LinkState.Idle;
        var names = services.Length == 0 ? _services : services.Distinct();
        return TypedResults.Ok(new ServicesAnswer(
            [.. names.Select(name => new ServiceAnswer(name, name != _services[0] ? "notLoaded" : isStarted ? "started" : "stopped"))]));
    }

    public static IResult Link(RequestedVehicle requested) => requested.IsLive
        ? JsonAnswer.Of(writer => EngineJson.WriteTo(writer, requested.Live.View().Link), hasTag: true)
        : Nothing();

    public static Results<Ok<ValuesAnswer>, ProblemHttpResult> Values(RequestedVehicle requested) =>
        requested.IsLive ? TypedResults.Ok(ValueList.Of(requested.Live.View())) : Nothing();

    private static ProblemHttpResult Nothing() => Problems.Of(PimsError.NothingSaved, "Nothing was received of this vehicle yet.");
}
