using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using O2X.Gateway.Security.Keys;

namespace O2X.Gateway.Security;

/// <summary>
/// Refuses to start where others can reach the gateway and no key is set: before the server opens an address, and again by the addresses
/// that it has really opened.
/// </summary>
internal sealed class ExposureCheck(Exposure exposure, AccessKeys keys, IServer server) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        keys.Open();
        Refuse(exposure.FirstConfigured());
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        Refuse(server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault(Exposure.IsForOthers));
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Refuse(string? address)
    {
        if (address is null || keys.IsSet) return;
        throw new OptionsValidationException(
            SecurityOptions.Section, typeof(SecurityOptions),
            [$"Others can reach the gateway ({address}), and no key is set. Make one with o2x gateway key, or serve {GatewayOptions.DefaultUrls}."]);
    }
}
