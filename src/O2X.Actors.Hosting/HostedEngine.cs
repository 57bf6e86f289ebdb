using O2X.Links;

namespace O2X.Actors.Hosting;

/// <summary>An engine that runs, with its source and its subscription.</summary>
internal sealed class HostedEngine(IO2XEngine engine, ILinkTransport transport, AutoSubscriber? subscriber) : IAsyncDisposable
{
    public IO2XEngine Engine => engine;

    /// <summary>Whether the vehicle that configuration names was sought to the end of a search and has not been linked since.</summary>
    public bool HasSearchedInVain => subscriber?.HasSearchedInVain == true;

    /// <summary>Subscribes to the vehicle that configuration names, if it does.</summary>
    /// <exception cref="InvalidOperationException">The subscription was refused; the message says why.</exception>
    public Task SubscribeAsync(CancellationToken cancellationToken) => subscriber?.StartAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>Stops the engine, and then its source.</summary>
    public async ValueTask DisposeAsync()
    {
        subscriber?.Dispose();
        await engine.DisposeAsync().ConfigureAwait(false);
        await transport.DisposeAsync().ConfigureAwait(false);
    }
}
