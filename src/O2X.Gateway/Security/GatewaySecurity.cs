using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace O2X.Gateway.Security;

/// <summary>The room of security: who may come in, by which door, and what pages may do.</summary>
internal static class GatewaySecurity
{
    public static WebApplicationBuilder AddGatewaySecurity(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddAntiforgery();
        AddKeys(builder.Services, GatewayState.Of(builder.Configuration));
        return builder;
    }

    /// <summary>Before everything else of the pipeline.</summary>
    public static WebApplication UseGatewaySecurity(this WebApplication app)
    {
        app.Use(static (context, next) =>
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers["Referrer-Policy"] = "no-referrer";
            return next(context);
        });
        return app;
    }

    // What signs cookies and forms lies with everything else that survives a restart, and nowhere else.
    private static void AddKeys(IServiceCollection services, GatewayState state)
    {
        var protection = services.AddDataProtection().SetApplicationName("o2x");
        if (state.Folder is { } folder) protection.PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(folder, "keys")));
        else protection.UseEphemeralDataProtectionProvider();
    }
}
