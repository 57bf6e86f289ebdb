namespace O2X.Links.BlueZ.DBus;

/// <summary>
/// The client's part of the conversation that a connection begins with: EXTERNAL, by which the kernel tells the bus who we are, and
/// the question whether descriptors may be passed. It names no user, so that it holds in a container's namespace too.
/// </summary>
internal sealed class SaslClient
{
    /// <summary>The longest line that is listened to.</summary>
    public const int LongestLine = 1024;

    private State _state = State.Authenticating;

    private enum State
    {
        Authenticating,
        Negotiating,
        Done,
    }

    /// <summary>What is said first.</summary>
    public static ReadOnlySpan<byte> Opening => "\0AUTH EXTERNAL\r\n"u8;

    /// <summary>Whether the conversation is over and messages follow.</summary>
    public bool IsDone => _state == State.Done;

    /// <summary>Whether descriptors may be passed.</summary>
    public bool CanPassDescriptors { get; private set; }

    /// <summary>Takes a line of the server's, without its end, and says what to answer.</summary>
    /// <exception cref="DBusProtocolException">The server refuses, or says what it must not.</exception>
    public ReadOnlySpan<byte> Answer(ReadOnlySpan<byte> line)
    {
        var space = line.IndexOf((byte)' ');
        var command = space < 0 ? line : line[..space];
        switch (_state)
        {
            case State.Authenticating when command.SequenceEqual("DATA"u8):
                return "DATA\r\n"u8;
            case State.Authenticating when command.SequenceEqual("OK"u8):
                _state = State.Negotiating;
                return "NEGOTIATE_UNIX_FD\r\n"u8;
            case State.Authenticating when command.SequenceEqual("REJECTED"u8):
                throw new DBusProtocolException("The bus does not let this user in.");
            case State.Negotiating when command.SequenceEqual("AGREE_UNIX_FD"u8):
                CanPassDescriptors = true;
                _state = State.Done;
                return "BEGIN\r\n"u8;
            case State.Negotiating when command.SequenceEqual("ERROR"u8):
                _state = State.Done;
                return "BEGIN\r\n"u8;
            default:
                throw new DBusProtocolException("The bus answers the authentication with something unknown.");
        }
    }
}
