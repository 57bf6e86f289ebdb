using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Scalar.AspNetCore;

namespace O2X.Gateway.Api.OpenApi;

/// <summary>
/// <c>/scalar</c>: the API to read and to try. The package's own page starts its script inline, which a strict policy forbids; this one
/// does not, and lets no request leave for anywhere but the gateway.
/// </summary>
internal static class ReferencePage
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private const string Page =
        """
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>O2X gateway: API</title>
          <link rel="icon" href="data:,">
        </head>
        <body>
          <div id="app"></div>
          <script src="scalar/scalar.js"></script>
          <script src="scalar/start.js"></script>
        </body>
        </html>
        """;

    private const string Start =
        """
        Scalar.createApiReference('#app', {
          url: new URL('openapi/v1.json', document.baseURI).href,
          withDefaultFonts: false,
          telemetry: false,
          agent: { disabled: true },
          mcp: { disabled: true },
          hideClientButton: true,
          showDeveloperTools: 'never',
        });
        """;

    private const string Script = "text/javascript; charset=utf-8";

    private static readonly Lazy<byte[]> _script = new(ReadScript);

    public static void MapReference(this IEndpointRouteBuilder app)
    {
        app.MapGet("/scalar", IResult (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = Policy;
            return TypedResults.Text(Page, "text/html; charset=utf-8");
        }).ExcludeFromDescription();
        app.MapGet("/scalar/start.js", () => TypedResults.Text(Start, Script)).ExcludeFromDescription();
        app.MapGet("/scalar/scalar.js", SendScript).ExcludeFromDescription();
    }

    private static IResult SendScript(HttpContext context)
    {
        var accepted = context.Request.GetTypedHeaders().AcceptEncoding;
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        var tag = new EntityTagHeaderValue($"\"{typeof(ScalarOptions).Assembly.GetName().Version}\"");
        if (!accepted.Any(encoding => encoding.Value == "gzip" && encoding.Quality is not 0))
            return TypedResults.Stream(new GZipStream(new MemoryStream(_script.Value), CompressionMode.Decompress), Script, entityTag: null);
        context.Response.Headers.ContentEncoding = "gzip";
        return TypedResults.Bytes(_script.Value, Script, entityTag: tag);
    }

    // The package has it packed with gzip.
    private static byte[] ReadScript()
    {
        using var packed = typeof(ScalarOptions).Assembly.GetManifestResourceStream("ScalarStaticAssets.scalar.js")
            ?? throw new InvalidOperationException("The package Scalar.AspNetCore has no script.");
        var bytes = new byte[packed.Length];
        packed.ReadExactly(bytes);
        return bytes;
    }
}
