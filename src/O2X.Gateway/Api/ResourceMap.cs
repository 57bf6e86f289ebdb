using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using O2X.Gateway.Api.Export;
using O2X.Gateway.Api.OpenApi;

namespace O2X.Gateway.Api;

/// <summary>Which path leads to what.</summary>
internal static class ResourceMap
{
    private const string Vehicle = "Vehicle";
    private const string Commands = "Commands";
    private const string History = "History";

    public static void MapResources(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/vehicles", VehicleEndpoints.List)
            .Describe("listVehicles", "The vehicles that this gateway has known, the present one first", Vehicle);
        app.MapPost("/api/pims", PimsEndpoint.CallAsync)
            .Describe(
                "callPims",
                "One call of the SDK's facade; what a subscription tells comes by the stream",
                Commands,
                """{"method":"get","api":"pims.vehicle.informations","parameters":{"actionType":"O2X"}}""")
            .Takes<PimsCallBody>().Produces<PimsMessageDocument>().Refuses(404, 409, 503);
        app.MapForVehicle(vehicle =>
        {
            MapValues(vehicle);
            MapCommands(vehicle);
            MapHistory(vehicle);
            MapExport(vehicle, ExportTables.Samples, "samples");
            MapExport(vehicle, ExportTables.Trips, "trips");
            MapExport(vehicle, ExportTables.Charges, "charge sessions");
            MapExport(vehicle, ExportTables.Events, "statuses, events and reports of the link");
        });
    }

    private static void MapValues(RouteGroupBuilder vehicle)
    {
        vehicle.MapGet("/information", VehicleEndpoints.Information)
            .Describe("getInformation", "The last information received, also before a restart", Vehicle)
            .Produces<InformationDocument>().Produces(StatusCodes.Status304NotModified).Refuses(404);
        vehicle.MapDelete("/information", VehicleEndpoints.ClearAsync)
            .Describe("clearInformation", "Forgets the last information (the SDK's clear data)", Commands).Refuses(404, 503);
        vehicle.MapGet("/values", VehicleEndpoints.Values)
            .Describe("getValues", "All values, each with its age and quality", Vehicle).Refuses(404);
        vehicle.MapGet("/link", VehicleEndpoints.Link)
            .Describe("getLink", "The state of the link, with the reason and what to do", Vehicle)
            .Produces<LinkDocument>().Produces(StatusCodes.Status304NotModified).Refuses(404);
        vehicle.MapGet("/vin", VehicleEndpoints.Vin).Describe("getVin", "The vehicle's VIN", Vehicle).Refuses(404);
        vehicle.MapGet("/services", VehicleEndpoints.Services)
            .Describe("getServices", "The SDK's services and whether they are started", Vehicle).Refuses(400, 404);
    }

    private static void MapCommands(RouteGroupBuilder vehicle)
    {
        vehicle.MapGet("/timeouts", CommandEndpoints.Timeouts)
            .Describe("getTimeouts", "The three timeouts; they are the gateway's, whatever the vehicle", Commands).Refuses(404);
        vehicle.MapPut("/timeouts", CommandEndpoints.SetTimeoutsAsync)
            .Describe("setTimeouts", "Sets timeouts, all or none; what is left out is kept", Commands, """{"scan":60000,"looseConnection":5000,"changeStatus":0}""")
            .Takes<TimeoutsBody>().Refuses(404, 503);
        vehicle.MapGet("/subscription", CommandEndpoints.Subscription)
            .Describe("getSubscription", "What the gateway has subscribed to", Commands).Refuses(404);
        vehicle.MapPut("/subscription", CommandEndpoints.SubscribeAsync)
            .Describe(
                "subscribe",
                "Subscribes to a vehicle; a source that is not usable yet is waited for",
                Commands,
                """{"vin":"VR1AB12C3D4567890","firstTime":true,"reception":"information"}""")
            .Takes<SubscriptionBody>().Refuses(404, 409, 503);
        vehicle.MapDelete("/subscription", CommandEndpoints.UnsubscribeAsync)
            .Describe("unsubscribe", "Ends the subscription", Commands).Refuses(404, 503);
    }

    private static void MapHistory(RouteGroupBuilder vehicle)
    {
        vehicle.MapGet("/events", HistoryEndpoints.EventsAsync)
            .Describe("listEvents", "Statuses, events and reports of the link, newest first", History)
            .Produces<PageAnswer<EventDocument>>().Refuses(400, 404);
        vehicle.MapGet("/history/samples", HistoryEndpoints.SamplesAsync)
            .Describe("listSamples", "Samples of a range for a chart, oldest first; of the last day unless told otherwise", History).Refuses(400, 404);
        vehicle.MapGet("/history/trips", HistoryEndpoints.TripsAsync)
            .Describe("listTrips", "Trips, newest first", History).Refuses(400, 404);
        vehicle.MapGet("/history/charges", HistoryEndpoints.ChargesAsync)
            .Describe("listCharges", "Charge sessions, newest first", History).Refuses(400, 404);
    }

    private static void MapExport<T>(RouteGroupBuilder vehicle, ExportTable<T> table, string what)
    {
        var name = char.ToUpperInvariant(table.Name[0]) + table.Name[1..];
        vehicle.MapGet($"/export/{table.Name}.csv", ExportEndpoints.CsvOf(table))
            .Describe($"export{name}AsCsv", $"All {what} of a range as CSV", History).Produces<string>(200, ExportEndpoints.Csv).Refuses(400, 404);
        vehicle.MapGet($"/export/{table.Name}.parquet", ExportEndpoints.ParquetOf(table))
            .Describe($"export{name}AsParquet", $"All {what} of a range as Parquet", History)
            .Produces<Stream>(200, ExportEndpoints.Parquet).Refuses(400, 404);
    }
}
