using System.Text.Json;
using Microsoft.AspNetCore.Http;
using O2X.Actors;

namespace O2X.Gateway.Api;

/// <summary><c>POST /api/pims</c>: one call of the SDK's facade; a line of <c>o2x pims</c> as a request.</summary>
internal static class PimsEndpoint
{
    private static readonly string[] _methods = ["get", "set", "subscribe", "unsubscribe"];

    public static async Task<IResult> CallAsync(JsonBody body, PimsDoor door, CancellationToken cancellationToken)
    {
        if (!body.IsGood) return body.Problem;
        if (body.UnknownMember("method", "api", "parameters") is { } unknown) return unknown;
        var reader = new ParameterReader(body.Root);
        var method = reader.Word("method", isRequired: true, _methods);
        var api = reader.Text("api");
        if (reader.Error is { } wrong) return Problems.Of(wrong, $"method is one of {string.Join(", ", _methods)}; api is a name such as pims.vehicle.vin.");
        var parameters = PimsParameters.None;
        if (body.Root.TryGetProperty("parameters", out var given) && given.ValueKind != JsonValueKind.Null)
        {
            if (given.ValueKind != JsonValueKind.Object) return Problems.Invalid("parameters", "parameters must be an object.");
            parameters = PimsParameters.From(given);
        }

        var (message, words) = await door.CallAsync(
            Enum.Parse<PimsMethod>(method!, ignoreCase: true), api ?? "", parameters, cancellationToken).ConfigureAwait(false);
        if (message.Error is not { } error) return JsonAnswer.Of(message.WriteTo);
        var problem = Problems.Of(error, words, error.Code == PimsError.Unknown.Code ? StatusCodes.Status409Conflict : null);
        problem.ProblemDetails.Extensions["transactionId"] = message.TransactionId;
        return problem;
    }
}
