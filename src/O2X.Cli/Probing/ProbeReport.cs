using O2X.Links;
using O2X.Links.Gatt;

namespace O2X.Cli.Probing;

/// <summary>What a device was found to have.</summary>
/// <param name="Source">The radio's name.</param>
/// <param name="Heard">What was heard of it before connecting.</param>
/// <param name="Services">Its services.</param>
/// <param name="Values">What was read, by the attribute's id; empty when nothing was to be read.</param>
internal sealed record ProbeReport(
    string Source, Sighting Heard, IReadOnlyList<GattService> Services, IReadOnlyDictionary<int, ProbedValue> Values);

/// <summary>A value that was read, or why it could not be.</summary>
/// <param name="Bytes">The value; null: it could not be read.</param>
/// <param name="Problem">Why not.</param>
internal sealed record ProbedValue(byte[]? Bytes, string? Problem = null);
