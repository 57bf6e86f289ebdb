using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace O2X.Gateway.Api.OpenApi;

/// <summary>Completes the OpenAPI document: names, what every operation may be refused with, formats and examples.</summary>
internal static class DocumentTexts
{
    private const string About =
        """
        A vehicle over HTTP: the SDK's calls as resources. Each path of a vehicle has two forms: /api/vehicles/{id or alias}/… and, for the
        present one, /api/…. Refusals are problem details (RFC 9457) with the SDK's code. Bodies are JSON objects of at most 64 KiB; members
        that are not known are refused.
        """;

    public static void Add(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "O2X gateway", Version = "v1", Description = About.ReplaceLineEndings(" ") };
            // Where it is served is where it was asked for.
            document.Servers = [];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(CompleteAsync);
    }

    private static async Task CompleteAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var description = context.Description;
        var text = description.ActionDescriptor.EndpointMetadata.OfType<OperationText>().LastOrDefault();
        var isNamed = description.RelativePath!.Contains($"{{{VehicleRoutes.Parameter}}}", StringComparison.Ordinal);
        operation.OperationId = text is null
            ? operation.OperationId ?? IdOf(description.HttpMethod!, description.RelativePath)
            : isNamed ? $"{text.Id}OfVehicle" : text.Id;
        if (isNamed) AddVehicle(operation);
        if (description.RelativePath.EndsWith("/stream", StringComparison.Ordinal)) AddLastKnown(operation);
        foreach (var parameter in operation.Parameters ?? []) Complete((OpenApiParameter)parameter);
        if (text?.BodyExample is { } example && operation.RequestBody?.Content is { } body)
        {
            foreach (var type in body.Values) type.Example = JsonNode.Parse(example);
        }

        await AddProblemAsync(operation, context, cancellationToken).ConfigureAwait(false);
    }

    private static async Task AddProblemAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        const string name = "Problem";
        var document = context.Document!;
        if (document.Components?.Schemas?.ContainsKey(name) != true)
            document.AddComponent(name, await context.GetOrCreateSchemaAsync(typeof(ProblemDocument), null, cancellationToken).ConfigureAwait(false));
        operation.Responses ??= [];
        operation.Responses.TryAdd("default", new OpenApiResponse
        {
            Description = "Refused, with the SDK's code.",
            Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(name, document) } },
        });
    }

    // Endpoints take the vehicle and not its name.
    private static void AddVehicle(OpenApiOperation operation)
    {
        operation.Parameters ??= [];
        if (operation.Parameters.Any(parameter => parameter.Name == VehicleRoutes.Parameter)) return;
        operation.Parameters.Insert(0, new OpenApiParameter
        {
            Name = VehicleRoutes.Parameter,
            In = ParameterLocation.Path,
            Required = true,
            Description = "The vehicle's id or alias; never its VIN.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
    }

    // It is a header, which clients send by themselves.
    private static void AddLastKnown(OpenApiOperation operation)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = "Last-Event-ID",
            In = ParameterLocation.Header,
            Description = "The number of the last event that is known: what came after it is told first, or that there is a gap.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" },
        });
    }

    private static void Complete(OpenApiParameter parameter)
    {
        switch (parameter.Name)
        {
            case "from" or "to" when parameter.In == ParameterLocation.Query:
                parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" };
                break;
            case "limit" or "before" or "points":
                parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" };
                break;
        }
    }

    // getVehiclesAlias of GET /api/vehicles/{id}/alias.
    private static string IdOf(string method, string path) => string.Concat(
        path.Split('/').Skip(1).Where(part => part.Length > 0).Select(part => part.Trim('{', '}'))
            .Select(part => char.ToUpperInvariant(part[0]) + part[1..].Replace(".", "", StringComparison.Ordinal)).Prepend(method.ToLowerInvariant()));
}
