using System.Diagnostics.CodeAnalysis;

namespace O2X.Links.Can.SocketCan;

/// <summary>Which CAN interface is listened to, and how.</summary>
public sealed record SocketCanOptions
{
    private const int MaxNameLength = 15;

    /// <summary>Names the interface; it need not exist yet.</summary>
    /// <param name="interfaceName">As <c>ip link</c> shows it: <c>can0</c>, <c>vcan0</c>.</param>
    /// <exception cref="ArgumentException">It cannot be the name of an interface (<see cref="IsInterfaceName"/>).</exception>
    public SocketCanOptions(string interfaceName)
    {
        InterfaceName = IsInterfaceName(interfaceName)
            ? interfaceName
            : throw new ArgumentException(
                $"'{interfaceName}' cannot be the name of a CAN interface: 1 to {MaxNameLength} letters, digits or . _ - + @, not beginning with - (for example can0).",
                nameof(interfaceName));
    }

    /// <summary>The interface: <c>can0</c>, <c>vcan0</c>.</summary>
    public string InterfaceName { get; }

    /// <summary>Whether frames of every id are received, remote and extended ones too; default false: only the ids that the decoder knows.</summary>
    public bool AllIds { get; init; }

    /// <summary>
    /// Whether a controller may be listened through that is not in listen-only mode; default false, because such a controller
    /// acknowledges what others send and can disturb the bus.
    /// </summary>
    public bool AllowActiveCan { get; init; }

    /// <summary>
    /// Whether a text can name an interface: 1 to 15 ASCII letters, digits or <c>. _ - + @</c>, not beginning with <c>-</c>. The
    /// kernel allows a few characters more; these can be pasted into a shell.
    /// </summary>
    public static bool IsInterfaceName([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= MaxNameLength } and not ("." or "..")
        && text[0] != '-'
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '+' or '@');
}
