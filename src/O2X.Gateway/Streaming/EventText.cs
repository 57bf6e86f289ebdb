using System.Buffers;
using System.Buffers.Text;
using O2X.Gateway.Feed;

namespace O2X.Gateway.Streaming;

/// <summary>Writes server-sent events.</summary>
internal static class EventText
{
    private const int LongestHead = 64;

    /// <summary>Writes an event. JSON on one line is one line of data.</summary>
    public static void Write(IBufferWriter<byte> output, FeedKind kind, long id, ReadOnlySpan<byte> json)
    {
        WriteId(output, id);
        WriteWithoutId(output, kind, json);
    }

    /// <summary>Writes an event that has no number: whoever hears it goes on from the number before.</summary>
    public static void WriteWithoutId(IBufferWriter<byte> output, FeedKind kind, ReadOnlySpan<byte> json)
    {
        var room = output.GetSpan(LongestHead + json.Length);
        var length = Copy(NameOf(kind), room);
        length += Copy(json, room[length..]);
        length += Copy("\n\n"u8, room[length..]);
        output.Advance(length);
    }

    /// <summary>Writes the number of an event; followed by <see cref="WriteEnd"/>, it is where a listener stands without an event of its own.</summary>
    public static void WriteId(IBufferWriter<byte> output, long id)
    {
        var room = output.GetSpan(LongestHead);
        var length = Copy("id: "u8, room);
        Utf8Formatter.TryFormat(id, room[length..], out var digits);
        length += digits;
        length += Copy("\n"u8, room[length..]);
        output.Advance(length);
    }

    /// <summary>Ends a block of lines.</summary>
    public static void WriteEnd(IBufferWriter<byte> output) => output.Write("\n"u8);

    /// <summary>Writes a comment, so that nobody between takes the connection for dead.</summary>
    public static void WriteComment(IBufferWriter<byte> output) => output.Write(":\n\n"u8);

    private static ReadOnlySpan<byte> NameOf(FeedKind kind) => kind switch
    {
        FeedKind.Information => "event: information\ndata: "u8,
        FeedKind.Status => "event: status\ndata: "u8,
        FeedKind.Event => "event: event\ndata: "u8,
        FeedKind.Link => "event: link\ndata: "u8,
        _ => "event: gap\ndata: "u8,
    };

    private static int Copy(ReadOnlySpan<byte> bytes, Span<byte> room)
    {
        bytes.CopyTo(room);
        return bytes.Length;
    }
}
