using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net.Mime;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using O2X.Actors;

namespace O2X.Gateway.Api;

/// <summary>The body of a request: one JSON object of at most 64 KiB, or what is wrong with it.</summary>
/// <param name="Root">The object; none when there is a problem.</param>
/// <param name="Problem">What is wrong; null when nothing is.</param>
internal sealed record JsonBody(JsonElement Root, ProblemHttpResult? Problem)
{
    /// <summary>The most bytes of a body.</summary>
    public const int Longest = 64 * 1024;

    private static readonly JsonDocumentOptions _options = new() { AllowDuplicateProperties = false };

    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsGood => Problem is null;

    /// <summary>Makes it a parameter of endpoints.</summary>
    public static async ValueTask<JsonBody> BindAsync(HttpContext context)
    {
        var request = context.Request;
        if (!IsJson(request)) return Wrong(Problems.Of(StatusCodes.Status415UnsupportedMediaType));
        if (request.ContentLength > Longest) return TooLong();
        var bytes = ArrayPool<byte>.Shared.Rent(Longest + 1);
        try
        {
            var length = await request.Body.ReadAtLeastAsync(
                bytes.AsMemory(0, Longest + 1), Longest + 1, throwOnEndOfStream: false, context.RequestAborted).ConfigureAwait(false);
            return length > Longest ? TooLong() : length == 0 ? Missing() : Parse(bytes.AsMemory(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>The first member that is not among those that are known; null when there is none.</summary>
    public ProblemHttpResult? UnknownMember(params IReadOnlyList<string> known) =>
        Root.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => !known.Contains(name)) is { } unknown
            ? Problems.Invalid(unknown, $"The body may have: {string.Join(", ", known)}.")
            : null;

    private static bool IsJson(HttpRequest request) =>
        request.Headers.ContentEncoding.Count == 0
        && MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));

    private static JsonBody Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, _options);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return Wrong(Problems.Invalid("body", "The body must be a JSON object."));
            CheckText(document.RootElement);
            return new JsonBody(document.RootElement.Clone(), null);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return Wrong(Problems.Invalid("body", "The body is not well-formed JSON in UTF-8, or names a member twice."));
        }
    }

    // Half of a surrogate pair is well-formed JSON and yet no text; whoever reads it later would throw.
    private static void CheckText(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    _ = member.Name;
                    CheckText(member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray()) CheckText(item);
                break;
            case JsonValueKind.String:
                _ = element.GetString();
                break;
        }
    }

    private static JsonBody TooLong() =>
        Wrong(Problems.Invalid("body", $"The body must have at most {Longest} bytes.", StatusCodes.Status413PayloadTooLarge));

    private static JsonBody Missing() => Wrong(Problems.Of(PimsError.Missing("body"), "The request needs a body."));

    private static JsonBody Wrong(ProblemHttpResult problem) => new(default, problem);
}
