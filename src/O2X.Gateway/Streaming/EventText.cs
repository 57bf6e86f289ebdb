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
        var room = output.GetSpan(LongestHead + json.Length);
        var length = Copy("id: "u8, room);
        Utf8Formatter.TryFormat(id, room[length..], out var digits);
        length += digits;
        length += Copy(NameOf(kind), room[length..]);
        length += Copy(json, room[length..]);
        length += Copy("\n\n"u8, room[length..]);
        output.Advance(length);
    }

    /// <summary>Writes a comment, so that nobody between takes the connection for dead.</summary>
    public static void WriteComment(IBufferWriter<byte> output) => output.Write(":\n\n"u8);

    private static ReadOnlySpan<byte> NameOf(FeedKind kind) => kind switch
    {
        FeedKind.Information => "\nevent: information\ndata: "u8,
        FeedKind.Status => "\nevent: status\ndata: "u8,
        FeedKind.Event => "\nevent: event\ndata: "u8,
        FeedKind.Link => "\nevent: link\ndata: "u8,
        _ => "\nevent: gap\ndata: "u8,
    };

    private static int Copy(ReadOnlySpan<byte> bytes, Span<byte> room)
    {
        bytes.CopyTo(room);
        return bytes.Length;
    }
}
