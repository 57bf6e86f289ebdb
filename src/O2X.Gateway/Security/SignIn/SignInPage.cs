using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace O2X.Gateway.Security.SignIn;

/// <summary>The pages that need neither a script nor the socket.</summary>
internal static class SignInPage
{
    public const string Style =
        """
        :root { color-scheme: light dark; font-family: system-ui, sans-serif; }
        body { display: grid; min-height: 100vh; margin: 0; place-items: center; }
        form { display: grid; gap: 1rem; width: min(20rem, 90vw); }
        h1 { font-size: 1.5rem; margin: 0; }
        label { display: grid; gap: .25rem; }
        input, button { font: inherit; padding: .6rem; }
        p { margin: 0; }
        .problem { border-left: .25rem solid #d32f2f; padding-left: .5rem; }
        """;

    public static Task WriteSignInAsync(HttpContext context, AntiforgeryTokenSet tokens, string back, string? problem) => WriteAsync(
        context,
        "Sign in",
        $"""
        <form method="post" action="{SignInEndpoints.SignIn}">
        <h1>Sign in to o2x</h1>
        {(problem is null ? "" : $"<p class=\"problem\" role=\"alert\">{Html(problem)}</p>")}
        <label>Key<input type="password" name="key" autocomplete="current-password" required autofocus></label>
        <input type="hidden" name="back" value="{Html(back)}">
        {Token(tokens)}
        <button>Sign in</button>
        <p>The key was shown when it was made: <code>o2x gateway key</code>.</p>
        </form>
        """);

    public static Task WriteSignOutAsync(HttpContext context, AntiforgeryTokenSet tokens) => WriteAsync(
        context,
        "Sign out",
        $"""
        <form method="post" action="{SignInEndpoints.SignOut}">
        <h1>Sign out of o2x?</h1>
        {Token(tokens)}
        <button>Sign out</button>
        <p><a href="/">Back</a></p>
        </form>
        """);

    private static string Token(AntiforgeryTokenSet tokens) =>
        $"""<input type="hidden" name="{Html(tokens.FormFieldName)}" value="{Html(tokens.RequestToken!)}">""";

    private static Task WriteAsync(HttpContext context, string title, string form)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title} · o2x</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="{SignInEndpoints.StylePath}">
            </head>
            <body>
            {form}
            </body>
            </html>

            """,
            context.RequestAborted);
    }

    private static string Html(string text) => HtmlEncoder.Default.Encode(text);
}
