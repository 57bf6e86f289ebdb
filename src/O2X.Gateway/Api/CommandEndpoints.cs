using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using O2X.Actors;
using O2X.Gateway.Vehicles;

namespace O2X.Gateway.Api;

/// <summary>The subscription and the timeouts: what the gateway can be told to do.</summary>
internal static class CommandEndpoints
{
    private const long LongestTimeout = 86_400_000;

    private const int WrongVin = 2366;

    public static Ok<TimeoutsAnswer> Timeouts(RequestedVehicle requested) => TypedResults.Ok(Answer(requested.Live.Owner.Timeouts));

    public static async Task<Results<Ok<TimeoutsAnswer>, ProblemHttpResult>> SetTimeoutsAsync(
        RequestedVehicle requested, JsonBody body, CancellationToken cancellationToken)
    {
        if (!body.IsGood) return body.Problem;
        if (body.UnknownMember("scan", "looseConnection", "changeStatus") is { } unknown) return unknown;
        var reader = new ParameterReader(body.Root);
        var scan = Milliseconds(reader, "scan", least: 1);
        var looseConnection = Milliseconds(reader, "looseConnection", least: 1);
        var changeStatus = Milliseconds(reader, "changeStatus", least: 0);
        if (reader.Error is { } wrong)
            return Problems.Of(wrong, $"Timeouts are whole numbers of ms: scan and looseConnection from 1, changeStatus from 0, all up to {LongestTimeout}.");

        var owner = requested.Live.Owner;
        var result = await owner.SetTimeoutsAsync(scan, looseConnection, changeStatus, cancellationToken).ConfigureAwait(false);
        return result.IsDone ? TypedResults.Ok(Answer(owner.Timeouts)) : Problems.Of(result);
    }

    public static Results<Ok<SubscriptionAnswer>, ProblemHttpResult> Subscription(RequestedVehicle requested) =>
        Present(requested) is { } answer ? TypedResults.Ok(answer) : NoSubscription();

    public static async Task<Results<Ok<SubscriptionAnswer>, ProblemHttpResult>> SubscribeAsync(
        RequestedVehicle requested, JsonBody body, CancellationToken cancellationToken)
    {
        if (!body.IsGood) return body.Problem;
        if (body.UnknownMember("vin", "firstTime", "reception", "source") is { } unknown) return unknown;
        var reader = new ParameterReader(body.Root);
        var vin = reader.Vin("vin", isRequired: false);
        var firstTime = reader.Boolean("firstTime", isRequired: false) == true;
        var reception = reader.Word("reception", isRequired: false, ["information", "status"]);
        var source = reader.Text("source");
        if (reader.Error is { } wrong)
        {
            return Problems.Of(
                wrong, "vin has 17 characters of A-Z and 0-9 without I, O and Q; firstTime is true or false; reception is information or status; source is a name.");
        }

        if (requested.IsNamed && requested.Identity!.Vin is { } own)
        {
            if (vin is not null && vin != own)
                return Problems.Of(WithCode(WrongVin), "The VIN is that of another vehicle than the path names. /api/subscription takes any.");
            vin = own;
        }

        var command = new SubscribeCommand
        {
            Vin = vin,
            FirstTime = firstTime,
            Reception = reception == "status" ? Reception.Status : Reception.Information,
            Source = source,
        };
        var result = await requested.Live.Owner.SubscribeAsync(command, cancellationToken).ConfigureAwait(false);
        if (!result.IsDone) return Problems.Of(result);
        return TypedResults.Ok(Answer(command, requested.Live.View()));
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> UnsubscribeAsync(RequestedVehicle requested, CancellationToken cancellationToken)
    {
        if (!requested.IsLive) return NoSubscription();
        var result = await requested.Live.Owner.UnsubscribeAsync(cancellationToken).ConfigureAwait(false);
        return result.IsDone ? TypedResults.NoContent() : Problems.Of(result);
    }

    private static SubscriptionAnswer? Present(RequestedVehicle requested) =>
        requested.IsLive && requested.Live.View() is { Subscription: { } subscription } view ? Answer(subscription, view) : null;

    private static SubscriptionAnswer Answer(SubscribeCommand subscription, VehicleView view) => new(
        (view.SubscribedVin ?? subscription.Vin)?.Full,
        subscription.FirstTime,
        Camel(subscription.Reception),
        view.Source.Name,
        subscription.IsOwn,
        Camel(view.Link.State));

    private static TimeoutsAnswer Answer(Timeouts timeouts) => new(
        (long)timeouts.Scan.TotalMilliseconds, (long)timeouts.LooseConnection.TotalMilliseconds, (long)timeouts.ChangeStatus.TotalMilliseconds);

    private static ProblemHttpResult NoSubscription() => Problems.Of(PimsError.NoSubscription, "No vehicle is subscribed to.");

    private static PimsError WithCode(int code) => new(code, PimsErrors.Find(code)!.Text);

    // A null is a wrong value, as the SDK has it.
    private static TimeSpan? Milliseconds(ParameterReader reader, string name, long least)
    {
        reader.RejectNull(name);
        return reader.Integer(name, least, LongestTimeout) is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;
    }

    private static string Camel<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
