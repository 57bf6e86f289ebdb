using System.Buffers;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace O2X.Gateway.Api;

/// <summary>An answer whose JSON is written by what knows its shape.</summary>
/// <param name="utf8">The JSON.</param>
/// <param name="hasTag">Whether a client that has the same already is told so: it has an entity tag, and 304 where that fits.</param>
internal sealed class JsonAnswer(ReadOnlyMemory<byte> utf8, bool hasTag = false) : IResult
{
    private const int TagBytes = 12;

    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonAnswer Of(Action<Utf8JsonWriter> write, bool hasTag = false)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, _options)) write(writer);
        return new JsonAnswer(bytes.WrittenMemory, hasTag);
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        if (hasTag)
        {
            var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(utf8.Span).AsSpan(0, TagBytes))}\"");
            response.Headers.ETag = tag.ToString();
            response.Headers.CacheControl = "private, no-cache";
            if (IsKnown(httpContext.Request, tag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }

        response.ContentType = MediaTypeNames.Application.Json;
        response.ContentLength = utf8.Length;
        await response.Body.WriteAsync(utf8, httpContext.RequestAborted).ConfigureAwait(false);
    }

    private static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch.OfType<string>().ToList(), out var known)
        && known.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(tag, useStrongComparison: false));
}
