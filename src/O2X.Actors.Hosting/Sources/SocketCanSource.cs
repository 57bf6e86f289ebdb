using System.Diagnostics.CodeAnalysis;
using O2X.Links;

namespace O2X.Actors.Hosting.Sources;

/// <summary>A CAN interface of Linux, which is only listened to.</summary>
/// <param name="Interface">The interface: <c>can0</c>.</param>
public sealed record SocketCanSource(string Interface) : VehicleSource
{
    private const int LongestName = 15;

    /// <summary>Whether frames of all ids are received, not just those that the decoder knows; default no.</summary>
    public bool AllIds { get; init; }

    /// <summary>
    /// Whether a controller that is not in listen-only mode may be used; default no: it acknowledges frames and can disturb the bus.
    /// </summary>
    public bool AllowActiveCan { get; init; }

    /// <inheritdoc/>
    public override ILinkTransport Open(TimeProvider? clock = null) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override string ToString() => $"can:{Interface}";

    internal static bool IsInterfaceName([NotNullWhen(true)] string? name) =>
        name is { Length: > 0 and <= LongestName } && !name.Any(c => c == '/' || char.IsWhiteSpace(c) || char.IsControl(c));
}
