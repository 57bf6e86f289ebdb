namespace O2X.Vehicles.OpenLink.Serving;

/// <summary>What is known of a central that is connected.</summary>
internal sealed class ServedCentral(string id, long now)
{
    public string Id { get; } = id;

    /// <summary>Since when it does nothing that it is wanted for; counts while it <see cref="IsIdle"/>.</summary>
    public long IdleSince { get; set; } = now;

    public byte[]? Nonce { get; set; }

    public bool AskedForProof { get; set; }

    public HashSet<Guid> Subscriptions { get; } = [];

    /// <summary>The longest packet of the attribute protocol; null when it is not known.</summary>
    public int? Mtu { get; set; }

    /// <summary>Why it is to go; null: it is not.</summary>
    public DropReason? Dropped { get; set; }

    /// <summary>Whether it was named to those that disconnect it.</summary>
    public bool WasNamed { get; set; }

    public bool IsIdle => !AskedForProof && Subscriptions.Count == 0;
}
