using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.Central;

namespace O2X.Links.BlueZ;

/// <summary>The Bluetooth adapters of this machine.</summary>
public static class BlueZAdapters
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    /// <summary>Lists them by name, with whether each can be used. Switches nothing on, and opens nothing.</summary>
    /// <param name="options">How BlueZ is reached; null: over the system's bus. <see cref="BlueZOptions.Adapter"/> does not count.</param>
    /// <param name="clock">The clock of time limits; null: the system's.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="LinkException">BlueZ cannot be asked; the fault says why, and what to do.</exception>
    public static async Task<IReadOnlyList<BlueZAdapter>> ListAsync(
        BlueZOptions? options = null, TimeProvider? clock = null, CancellationToken cancellationToken = default)
    {
        clock ??= TimeProvider.System;
        var stack = BlueZStack.Acquire(options?.BusAddress, clock);
        try
        {
            await stack.Bus.Known.WaitAsync(_patience, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            var (condition, objects, rfkill) = (stack.Bus.Condition, stack.Bus.Objects, new Rfkill());
            if (condition.State != BusState.Ready)
                throw new LinkException(BlueZFaults.Of(AdapterAssessment.Assess(condition, objects, wanted: null, rfkill).State));
            return [.. objects.Paths(BlueZNames.Adapter).Select(path => new BlueZAdapter(
                AdapterAssessment.NameOf(path),
                objects.Text(path, BlueZNames.Adapter, "Address"),
                AdapterAssessment.Assess(condition, objects, AdapterAssessment.NameOf(path), rfkill).State))];
        }
        finally
        {
            await stack.ReleaseAsync().ConfigureAwait(false);
        }
    }
}

/// <summary>A Bluetooth adapter.</summary>
/// <param name="Name">Its name: <c>hci0</c>.</param>
/// <param name="Address">Its address; null where BlueZ does not tell.</param>
/// <param name="State">Whether it can be used, and if not, why and what to do.</param>
public sealed record BlueZAdapter(string Name, string? Address, TransportState State);
