using O2X.Links;
using O2X.Links.Gatt;

namespace O2X.Simulator.Stacks;

/// <summary>A link of the radio's, as a stack hands it out.</summary>
internal sealed class StackLink(VirtualStack stack, IGattBrowser link, StackSink sink) : IGattBrowser
{
    public bool HasService(Guid service)
    {
        stack.ThrowIfBroken();
        return link.HasService(service);
    }

    public Task<byte[]> ReadAsync(Guid characteristic, CancellationToken cancellationToken) =>
        StepAsync(() => link.ReadAsync(characteristic, cancellationToken), cancellationToken);

    public Task<byte[]> ReadAsync(int id, CancellationToken cancellationToken) =>
        StepAsync(() => link.ReadAsync(id, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<GattService>> ListAsync(CancellationToken cancellationToken) =>
        StepAsync(() => link.ListAsync(cancellationToken), cancellationToken);

    public Task WriteAsync(Guid characteristic, ReadOnlyMemory<byte> value, CancellationToken cancellationToken) =>
        StepAsync(() => Done(link.WriteAsync(characteristic, value, cancellationToken)), cancellationToken);

    public Task SubscribeAsync(Guid characteristic, CancellationToken cancellationToken) =>
        StepAsync(() => Done(link.SubscribeAsync(characteristic, cancellationToken)), cancellationToken);

    public ValueTask DisposeAsync()
    {
        if (!stack.Has(StackTrouble.Throws)) return new ValueTask(CloseAsync());
        // It throws, and yet nothing stays open: whoever throws for ever could not be told from a leak.
        _ = CloseAsync();
        stack.ThrowIfBroken();
        return ValueTask.CompletedTask;
    }

    private async Task CloseAsync()
    {
        await stack.MayCloseAsync().ConfigureAwait(false);
        sink.Close();
        await link.DisposeAsync().ConfigureAwait(false);
    }

    // A broken stack throws at once, not by its task.
    private Task<T> StepAsync<T>(Func<Task<T>> step, CancellationToken cancellationToken)
    {
        stack.ThrowIfBroken();
        return AfterPauseAsync();

        async Task<T> AfterPauseAsync()
        {
            await stack.PauseAsync(cancellationToken).ConfigureAwait(false);
            return await step().ConfigureAwait(false);
        }
    }

    private static async Task<bool> Done(Task step)
    {
        await step.ConfigureAwait(false);
        return true;
    }
}
