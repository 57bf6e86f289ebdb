namespace O2X.Vehicles.Can;

/// <summary>
/// Finds SLCAN messages in a stream that is cut into chunks anywhere. Keeps at most one message; a longer run of bytes without an end
/// is dropped up to the next end, and told once.
/// </summary>
/// <remarks>One object reads one stream, on one thread at a time. Allocates nothing once it exists.</remarks>
public sealed class SlcanReader
{
    private const byte End = (byte)'\r';
    private const byte Refused = (byte)'\a';

    private readonly byte[] _kept = new byte[SlcanFormat.MaxMessageLength];
    private int _length;
    private bool _tooLong;

    /// <summary>How many times the adapter refused a command (<c>\a</c>).</summary>
    public long Refusals { get; private set; }

    /// <summary>Takes the next message off the front of a chunk.</summary>
    /// <param name="chunk">What was received; what follows the message remains. Empty when no message is complete.</param>
    /// <param name="message">The message.</param>
    /// <returns>Whether a message was complete.</returns>
    /// <example><code>while (reader.TryRead(ref chunk, out var message)) Use(message);</code></example>
    public bool TryRead(ref ReadOnlySpan<byte> chunk, out SlcanMessage message)
    {
        while (chunk.IndexOfAny(End, Refused) is var end and >= 0)
        {
            var refused = chunk[end] == Refused;
            var part = chunk[..end];
            chunk = chunk[(end + 1)..];
            if (refused)
            {
                Refusals++;
                Reset();
                continue;
            }

            message = Complete(part);
            if (message.Fault != CanTextFault.Skipped) return true;
        }

        Keep(chunk);
        chunk = default;
        message = default;
        return false;
    }

    /// <summary>Forgets a message that has begun, as after a link was lost.</summary>
    public void Reset()
    {
        _length = 0;
        _tooLong = false;
    }

    private SlcanMessage Complete(ReadOnlySpan<byte> part)
    {
        if (_length > 0 || _tooLong)
        {
            Keep(part);
            part = _kept.AsSpan(0, _length);
        }

        // Some adapters end their lines with a line feed too.
        part = part.TrimStart((byte)'\n');
        var message = _tooLong || part.Length > SlcanFormat.MaxMessageLength
            ? new SlcanMessage(CanTextFault.TooLong, default, null)
            : new SlcanMessage(SlcanFormat.TryParse(part, out var frame, out var milliseconds), frame, milliseconds);
        Reset();
        return message;
    }

    private void Keep(ReadOnlySpan<byte> part)
    {
        if (_length == 0) part = part.TrimStart((byte)'\n');
        _tooLong |= part.Length > _kept.Length - _length;
        if (_tooLong) return;
        part.CopyTo(_kept.AsSpan(_length));
        _length += part.Length;
    }
}

/// <summary>One message of an SLCAN stream.</summary>
/// <param name="fault">Why there is no frame; <see cref="CanTextFault.None"/> when there is one.</param>
/// <param name="frame">The frame.</param>
/// <param name="milliseconds">Its time, 0 to 59999; null when the adapter gives none.</param>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1815", Justification = "A message is handed on; nobody compares two.")]
public readonly struct SlcanMessage(CanTextFault fault, CanFrame frame, int? milliseconds)
{
    /// <summary>Why there is no frame; <see cref="CanTextFault.None"/> when there is one.</summary>
    public CanTextFault Fault { get; } = fault;

    /// <summary>The frame; meaningless when there is a fault.</summary>
    public CanFrame Frame { get; } = frame;

    /// <summary>When the adapter received it, in milliseconds of its minute, 0 to 59999; null when the adapter gives no time.</summary>
    public int? Milliseconds { get; } = milliseconds;
}
