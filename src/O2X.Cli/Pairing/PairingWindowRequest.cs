using O2X.Links.BlueZ.Pairing;

namespace O2X.Cli.Pairing;

/// <summary>What <c>o2x dongle pair</c> was asked for.</summary>
internal sealed record PairingWindowRequest
{
    public string? Adapter { get; init; }

    public TimeSpan For { get; init; } = BlueZPairingWindow.DefaultLength;

    public bool Json { get; init; }
}
