using O2X.Vehicles.OpenLink;

namespace O2X.Links.Tests.Profiles;

/// <summary>A GATT server that answers as it is told and writes down what it is asked.</summary>
internal sealed class ScriptedGattLink : IGattLink
{
    private byte[] _nonce = [];

    public List<string> Steps { get; } = [];

    public bool HasTheService { get; init; } = true;

    public byte[] Description { get; init; } = [1, 0, 1, 0, 0xF4, 1, 3];

    public Func<byte[], byte[]> Prove { get; init; } = _ => [];

    /// <summary>The step that fails, and why.</summary>
    public (string Step, LinkLossReason Reason)? Failure { get; init; }

    public bool HasService(Guid service) => HasTheService && service == OpenLinkUuids.Service;

    public Task<byte[]> ReadAsync(Guid characteristic, CancellationToken cancellationToken)
    {
        Step("read", characteristic, cancellationToken);
        return Task.FromResult(characteristic == OpenLinkUuids.Profile ? Description : Prove(_nonce));
    }

    public Task WriteAsync(Guid characteristic, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        Step("write", characteristic, cancellationToken);
        _nonce = value.ToArray();
        return Task.CompletedTask;
    }

    public Task SubscribeAsync(Guid characteristic, CancellationToken cancellationToken)
    {
        Step("subscribe", characteristic, cancellationToken);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Step(string verb, Guid characteristic, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var step = $"{verb} {NameOf(characteristic)}";
        Steps.Add(step);
        if (Failure is { } failure && failure.Step == step) throw new LinkException(failure.Reason, step);
    }

    private static string NameOf(Guid characteristic) =>
        characteristic == OpenLinkUuids.Profile ? "profile"
        : characteristic == OpenLinkUuids.VinProof ? "proof"
        : characteristic == OpenLinkUuids.Information ? "information"
        : characteristic == OpenLinkUuids.Measurements ? "measurements"
        : characteristic.ToString();
}
