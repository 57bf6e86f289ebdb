using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using O2X.Gateway.Security.Keys;

namespace O2X.Gateway.Security.SignIn;

/// <summary>
/// Lets in who is signed in or brings the key; where no key is set, everybody on this machine and nobody else. What is open to all is
/// marked as such; everything else, also what is not there, is not.
/// </summary>
internal sealed class Doorkeeper(RequestDelegate next, AccessKeys keys, Exposure exposure, OpenConnections connections)
{
    private const string NoKeyYet = "Others can reach the gateway, and no key is set: nobody is let in. Make one with o2x gateway key.";

    public async Task InvokeAsync(HttpContext context)
    {
        if (!keys.IsSet && !exposure.IsForOthers(context))
        {
            await GoOnAsync(context, isLetIn: true).ConfigureAwait(false);
        }
        else if (context.User.Identity?.IsAuthenticated == true)
        {
            using (connections.Keep(context)) await GoOnAsync(context, isLetIn: true).ConfigureAwait(false);
        }
        else if (context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            await GoOnAsync(context, isLetIn: false).ConfigureAwait(false);
        }
        else if (!keys.IsSet)
        {
            await Requests.Refusal.WriteAsync(context, StatusCodes.Status403Forbidden, NoKeyYet).ConfigureAwait(false);
        }
        else if (WantsPage(context.Request))
        {
            context.Response.Redirect(SignInEndpoints.PathFor(context.Request));
        }
        else
        {
            await context.ChallengeAsync(Schemes.Bearer).ConfigureAwait(false);
        }
    }

    /// <summary>Whether whoever asks may see everything, at an endpoint that is open to all.</summary>
    public static bool IsLetIn(HttpContext context) => context.Items.ContainsKey(typeof(Doorkeeper));

    private Task GoOnAsync(HttpContext context, bool isLetIn)
    {
        if (isLetIn) context.Items[typeof(Doorkeeper)] = true;
        return next(context);
    }

    private static bool WantsPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && !BearerHandler.Brings(request)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
