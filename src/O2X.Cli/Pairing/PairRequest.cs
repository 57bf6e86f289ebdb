namespace O2X.Cli.Pairing;

/// <summary>What <c>o2x pair</c> was asked for.</summary>
/// <param name="Address">The dongle.</param>
internal sealed record PairRequest(string Address)
{
    public string? Adapter { get; init; }

    /// <summary>The passkey, where it is known before; null: it is asked for.</summary>
    public int? Passkey { get; init; }
}
