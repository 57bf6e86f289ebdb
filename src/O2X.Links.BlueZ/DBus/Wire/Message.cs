namespace O2X.Links.BlueZ.DBus;

/// <summary>
/// A message that was received. What a reader or a handler of signals is given is there while it runs and not after; the request
/// of a <see cref="MethodContext"/> stays.
/// </summary>
internal sealed partial class Message
{
    private const int FieldCount = 10;

    private readonly (int Start, int Length)[] _fields = new (int, int)[FieldCount];
    private readonly string?[] _texts = new string?[FieldCount];
    private readonly StringCache _strings;
    private ReadOnlyMemory<byte> _bytes;
    private int _bodyAt;

    internal Message(StringCache strings) => _strings = strings;

    public bool IsBigEndian { get; private set; }

    public MessageType MessageType { get; private set; }

    public MessageFlags MessageFlags { get; private set; }

    public uint Serial { get; private set; }

    public uint? ReplySerial { get; private set; }

    public int UnixFdCount { get; private set; }

    public string? PathAsString => Text(HeaderField.Path);

    public string? InterfaceAsString => Text(HeaderField.Interface);

    public string? MemberAsString => Text(HeaderField.Member);

    public string? ErrorNameAsString => Text(HeaderField.ErrorName);

    public string? DestinationAsString => Text(HeaderField.Destination);

    /// <summary>The unique name of the connection that sent it, as the bus vouches for it.</summary>
    public string? SenderAsString => Text(HeaderField.Sender);

    /// <summary>The types of the body; empty when there is none.</summary>
    public string SignatureAsString => Text(HeaderField.Signature) ?? "";

    internal UnixFdList Descriptors { get; private set; } = UnixFdList.Empty;

    /// <summary>Reads the body from its beginning.</summary>
    public Reader GetBodyReader() => new(_bytes.Span[_bodyAt..], IsBigEndian, Descriptors, _strings);

    /// <summary>Hands the message the descriptors that came with it.</summary>
    internal void Attach(UnixFdList descriptors) => Descriptors = descriptors;

    /// <summary>A copy that outlives the buffer which the message lies in; the descriptors move to it.</summary>
    internal Message Detach()
    {
        var copy = new Message(_strings);
        copy.Read(_bytes.ToArray());
        copy.Descriptors = Descriptors;
        Descriptors = UnixFdList.Empty;
        return copy;
    }

    /// <summary>Closes the descriptors that nobody took.</summary>
    internal void Release()
    {
        Descriptors.CloseRest();
        Descriptors = UnixFdList.Empty;
    }

    private string? Text(HeaderField field)
    {
        // It was judged when the header was read. Every rule asks for it again.
        var (start, length) = _fields[(int)field];
        return start == 0 ? null : _texts[(int)field] ??= _strings.Get(_bytes.Span.Slice(start, length));
    }
}
