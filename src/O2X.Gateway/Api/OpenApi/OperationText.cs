using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace O2X.Gateway.Api.OpenApi;

/// <summary>What the OpenAPI document says of an endpoint that has two forms: each form gets an operation id of its own.</summary>
/// <param name="Id">The operation id of the short form.</param>
/// <param name="BodyExample">A body, as JSON; null: it takes none.</param>
internal sealed record OperationText(string Id, string? BodyExample = null);

/// <summary>Describes endpoints.</summary>
internal static class Describing
{
    /// <summary>Names an endpoint in the OpenAPI document.</summary>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint, string id, string summary, string tag, string? example = null) =>
        endpoint.WithMetadata(new OperationText(id, example)).WithSummary(summary).WithTags(tag);

    /// <summary>Says which refusals an endpoint has.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses) endpoint.Produces<ProblemDocument>(status, "application/problem+json");
        return endpoint;
    }

    /// <summary>Says that an endpoint takes a JSON object.</summary>
    public static RouteHandlerBuilder Takes<TBody>(this RouteHandlerBuilder endpoint)
        where TBody : notnull => endpoint.Accepts<TBody>("application/json").Refuses(
            StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType);
}
