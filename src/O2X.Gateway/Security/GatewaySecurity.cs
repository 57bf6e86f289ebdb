using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using O2X.Gateway.Security.Keys;
using O2X.Gateway.Security.Requests;
using O2X.Gateway.Security.SignIn;
using O2X.Gateway.Security.VehicleData;

namespace O2X.Gateway.Security;

/// <summary>The room of security: who may come in, by which door, and what pages may do.</summary>
internal static class GatewaySecurity
{
    private const long LargestBody = 1024 * 1024;

    public static WebApplicationBuilder AddGatewaySecurity(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        builder.Services.AddOptions<SecurityOptions>().Bind(builder.Configuration.GetSection(SecurityOptions.Section)).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<SecurityOptions>, SecurityOptionsValidation>();
        var directory = builder.Configuration[$"{GatewayOptions.Section}:{nameof(GatewayOptions.StateDirectory)}"];
        builder.Services.AddSingleton(services => new AccessKeys(
            string.IsNullOrWhiteSpace(directory) ? null : new AccessKeyFile(Path.GetFullPath(directory)),
            services.GetRequiredService<ILogger<AccessKeys>>()));
        builder.Services.AddSingleton<Exposure>();
        builder.Services.AddHostedService<ExposureCheck>();
        builder.Services.AddSingleton<VehicleExport>();
        builder.Services.AddSingleton<VehicleErasure>();
        builder.Services.AddSignIn();
        AddKeys(builder.Services, GatewayState.Of(builder.Configuration));
        return builder;
    }

    /// <summary>Before everything else of the pipeline.</summary>
    public static WebApplication UseGatewaySecurity(this WebApplication app)
    {
        app.Use(SecurityHeaders.InvokeAsync);
        app.UseMiddleware<RequestGuard>();
        app.UseAuthentication();
        app.UseMiddleware<Doorkeeper>();
        return app;
    }

    public static IEndpointRouteBuilder MapGatewaySecurity(this IEndpointRouteBuilder app)
    {
        app.MapSignIn();
        app.MapVehicleData();
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
