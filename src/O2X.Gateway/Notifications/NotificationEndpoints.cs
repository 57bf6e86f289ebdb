using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using O2X.Gateway.Api.OpenApi;

namespace O2X.Gateway.Notifications;

/// <summary>What can be asked of notifications over HTTP.</summary>
internal static class NotificationEndpoints
{
    public static IEndpointRouteBuilder MapGatewayNotifications(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/notifications/test", TestAsync).Describe("testNotifications", "Sends a notification to the webhook, to see that it gets there", "notifications")
            .Produces(StatusCodes.Status204NoContent).Refuses(StatusCodes.Status409Conflict, StatusCodes.Status502BadGateway);
        return app;
    }

    private static async Task<IResult> TestAsync(NotificationService service, CancellationToken cancellationToken)
    {
        if (!service.State.IsOn) return TypedResults.Problem(NotificationService.IsOff, statusCode: StatusCodes.Status409Conflict);
        var delivery = await service.TestAsync(cancellationToken).ConfigureAwait(false);
        return delivery.IsDelivered ? TypedResults.NoContent() : TypedResults.Problem(delivery.Words, statusCode: StatusCodes.Status502BadGateway);
    }
}
