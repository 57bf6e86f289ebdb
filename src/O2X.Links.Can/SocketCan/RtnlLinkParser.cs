using System.Buffers.Binary;
using System.Text;

namespace O2X.Links.Can.SocketCan;

/// <summary>What one rtnetlink message says.</summary>
internal enum RtnlMessageKind
{
    /// <summary>Nothing of interest.</summary>
    Other,

    /// <summary>An interface is as told.</summary>
    Link,

    /// <summary>An interface was removed.</summary>
    LinkRemoved,

    /// <summary>The list of interfaces is complete.</summary>
    DumpEnd,

    /// <summary>A request failed.</summary>
    Error,
}

/// <summary>One rtnetlink message.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Link">The interface, for the two kinds that tell of one.</param>
/// <param name="Errno">The kernel's error number, for an error.</param>
/// <param name="IsInterrupted">Whether interfaces changed while they were being listed.</param>
internal readonly record struct RtnlMessage(RtnlMessageKind Kind, RtnlLink? Link = null, int Errno = 0, bool IsInterrupted = false);

/// <summary>
/// Reads rtnetlink messages (linux/netlink.h, linux/rtnetlink.h, linux/if_link.h, linux/can/netlink.h). Trusts no length: what does
/// not fit is left out, and nothing throws.
/// </summary>
internal static class RtnlLinkParser
{
    private const int HeaderSize = 16, LinkHeaderSize = 16, AttributeHeaderSize = 4;
    private const ushort TypeError = 2, TypeDone = 3, TypeNewLink = 16, TypeDelLink = 17;
    private const ushort FlagDumpInterrupted = 0x10;
    private const ushort IflaName = 3, IflaLinkInfo = 18, InfoKind = 1, InfoData = 2, CanState = 4, CanControlMode = 5;
    private const ushort AttributeTypeMask = 0x3FFF;

    /// <summary>Takes the next message off a datagram.</summary>
    /// <param name="datagram">What is left of the datagram; shorter by one message afterwards.</param>
    /// <param name="message">The message.</param>
    /// <returns>False when there is no further whole message.</returns>
    public static bool TryTake(ref ReadOnlySpan<byte> datagram, out RtnlMessage message)
    {
        message = default;
        if (datagram.Length < HeaderSize) return false;
        var length = BinaryPrimitives.ReadUInt32LittleEndian(datagram);
        if (length < HeaderSize || length > datagram.Length) return false;

        var type = BinaryPrimitives.ReadUInt16LittleEndian(datagram[4..]);
        var interrupted = (BinaryPrimitives.ReadUInt16LittleEndian(datagram[6..]) & FlagDumpInterrupted) != 0;
        var body = datagram[HeaderSize..(int)length];
        datagram = datagram[Math.Min(Align((int)length), datagram.Length)..];
        message = type switch
        {
            TypeDone => new RtnlMessage(RtnlMessageKind.DumpEnd),
            TypeError => new RtnlMessage(RtnlMessageKind.Error, Errno: body.Length < 4 ? 0 : -BinaryPrimitives.ReadInt32LittleEndian(body)),
            TypeNewLink when ReadLink(body) is { } link => new RtnlMessage(RtnlMessageKind.Link, link),
            TypeDelLink when ReadLink(body) is { } link => new RtnlMessage(RtnlMessageKind.LinkRemoved, link),
            _ => default,
        };
        message = message with { IsInterrupted = interrupted };
        return true;
    }

    private static RtnlLink? ReadLink(ReadOnlySpan<byte> body)
    {
        // Other families than 0 tell of a bridge's ports under the same message types.
        if (body.Length < LinkHeaderSize || body[0] != 0) return null;
        var link = new RtnlLink(
            BinaryPrimitives.ReadInt32LittleEndian(body[4..]), "",
            BinaryPrimitives.ReadUInt16LittleEndian(body[2..]),
            BinaryPrimitives.ReadUInt32LittleEndian(body[8..]));

        var attributes = body[LinkHeaderSize..];
        while (TryTakeAttribute(ref attributes, out var type, out var value))
        {
            if (type == IflaName) link = link with { Name = ReadText(value) };
            else if (type == IflaLinkInfo) link = ReadLinkInfo(link, value);
        }

        return link;
    }

    private static RtnlLink ReadLinkInfo(RtnlLink link, ReadOnlySpan<byte> attributes)
    {
        while (TryTakeAttribute(ref attributes, out var type, out var value))
        {
            if (type == InfoKind) link = link with { Kind = ReadText(value) };
            else if (type == InfoData && link.Kind == "can") link = ReadController(link, value);
        }

        return link;
    }

    private static RtnlLink ReadController(RtnlLink link, ReadOnlySpan<byte> attributes)
    {
        while (TryTakeAttribute(ref attributes, out var type, out var value))
        {
            if (type == CanState && value.Length >= 4)
                link = link with { ControllerState = BinaryPrimitives.ReadUInt32LittleEndian(value) };
            else if (type == CanControlMode && value.Length >= 8)
                link = link with { ControlMode = BinaryPrimitives.ReadUInt32LittleEndian(value[4..]) };
        }

        return link;
    }

    private static bool TryTakeAttribute(ref ReadOnlySpan<byte> attributes, out ushort type, out ReadOnlySpan<byte> value)
    {
        type = 0;
        value = default;
        if (attributes.Length < AttributeHeaderSize) return false;
        int length = BinaryPrimitives.ReadUInt16LittleEndian(attributes);
        if (length < AttributeHeaderSize || length > attributes.Length) return false;

        type = (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(attributes[2..]) & AttributeTypeMask);
        value = attributes[AttributeHeaderSize..length];
        attributes = attributes[Math.Min(Align(length), attributes.Length)..];
        return true;
    }

    private static string ReadText(ReadOnlySpan<byte> value)
    {
        var end = value.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? value : value[..end]);
    }

    // The remainder of a datagram is below 2 GiB, so that rounding up cannot overflow where the length fitted into it.
    private static int Align(int length) => (length + 3) & ~3;
}
