using O2X.Vehicles.Json;

namespace O2X.Actors;

/// <summary>How a facade answers.</summary>
public sealed record PimsOptions
{
    /// <summary>
    /// Who holds the engine's subscription when this facade made it (decisions.md D3); null: a name of its own. Two facades that are
    /// to be one owner are given the same.
    /// </summary>
    public string? Owner { get; init; }

    /// <summary>How the values of quantities are written; default: as numbers (decisions.md D22).</summary>
    public QuantityForm Quantities { get; init; } = QuantityForm.Number;

    /// <summary>Whether the codes of errors are written as text; default: as numbers (decisions.md D28).</summary>
    public bool TextualErrorCodes { get; init; }

    /// <summary>What <c>pims.sdk.device</c> says; null: what this machine tells of itself.</summary>
    public PimsDevice? Device { get; init; }

    /// <summary>The log files; null: the log is somebody else's, and <c>pims.sdk.log</c> answers 2344.</summary>
    public ILogFileControl? LogFiles { get; init; }
}
