using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace O2X.Actors.Hosting;

/// <summary>Makes an engine start with the host, not with the first that asks for it, and subscribe if it is to.</summary>
internal sealed class EngineStarter(IServiceProvider services, EngineName name) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var system = services.GetRequiredService<ActorSystem>();
        try
        {
            if (name == EngineName.Unnamed) services.GetRequiredService<IO2XEngine>();
            else services.GetRequiredKeyedService<IO2XEngine>(name.Text);
            await HostedEngines.Of(system).Find(name)!.SubscribeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // A host that does not start does not stop what it has started either.
            await CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance).ConfigureAwait(false);
            throw;
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
