namespace O2X.Links.BlueZ.DBus;

internal sealed partial class MessageWriter
{
    private const byte LittleEndian = (byte)'l';
    private const byte ProtocolVersion = 1;

    private int _fdCountAt;

    /// <summary>Begins a call.</summary>
    public void WriteMethodCallHeader(
        string? destination, string path, string? @interface, string member, string? signature = null, MessageFlags flags = MessageFlags.None)
    {
        var fields = BeginHeader(MessageType.MethodCall, flags);
        WriteField(HeaderField.Path, path);
        if (@interface is not null) WriteField(HeaderField.Interface, @interface);
        WriteField(HeaderField.Member, member);
        if (destination is not null) WriteField(HeaderField.Destination, destination);
        EndHeader(fields, signature);
    }

    /// <summary>Begins a signal.</summary>
    public void WriteSignalHeader(string? destination, string path, string @interface, string member, string? signature = null)
    {
        var fields = BeginHeader(MessageType.Signal, MessageFlags.NoReplyExpected);
        WriteField(HeaderField.Path, path);
        WriteField(HeaderField.Interface, @interface);
        WriteField(HeaderField.Member, member);
        if (destination is not null) WriteField(HeaderField.Destination, destination);
        EndHeader(fields, signature);
    }

    /// <summary>Begins the answer to a call.</summary>
    internal void WriteMethodReturnHeader(uint replySerial, string? destination, string? signature)
    {
        var fields = BeginHeader(MessageType.MethodReturn, MessageFlags.NoReplyExpected);
        WriteReplySerial(replySerial);
        if (destination is not null) WriteField(HeaderField.Destination, destination);
        EndHeader(fields, signature);
    }

    /// <summary>Writes an answer that is an error, as a whole.</summary>
    internal void WriteError(uint replySerial, string? destination, string errorName, string errorMessage)
    {
        var fields = BeginHeader(MessageType.Error, MessageFlags.NoReplyExpected);
        WriteField(HeaderField.ErrorName, errorName);
        WriteReplySerial(replySerial);
        if (destination is not null) WriteField(HeaderField.Destination, destination);
        EndHeader(fields, "s");
        WriteString(errorMessage);
    }

    private ArrayStart BeginHeader(MessageType type, MessageFlags flags)
    {
        if (_length != 0) throw new InvalidOperationException("The message has a header already.");
        WriteByte(LittleEndian);
        WriteByte((byte)type);
        WriteByte((byte)flags);
        WriteByte(ProtocolVersion);
        WriteUInt32(0);
        WriteUInt32(serial);
        return WriteArrayStart(DBusType.Struct);
    }

    private void EndHeader(ArrayStart fields, string? signature)
    {
        if (!string.IsNullOrEmpty(signature))
        {
            BeginField(HeaderField.Signature, DBusType.Signature);
            WriteSignature(signature);
            if (signature.Contains('h', StringComparison.Ordinal))
            {
                BeginField(HeaderField.UnixFds, DBusType.UInt32);
                WriteUInt32(0);
                _fdCountAt = _length - sizeof(uint);
            }
        }

        WriteArrayEnd(fields);
        Align(8);
        _bodyAt = _length;
    }

    private void WriteReplySerial(uint replySerial)
    {
        BeginField(HeaderField.ReplySerial, DBusType.UInt32);
        WriteUInt32(replySerial);
    }

    private void WriteField(HeaderField field, string value)
    {
        if (field == HeaderField.Path)
        {
            BeginField(field, DBusType.ObjectPath);
            WriteObjectPath(value);
            return;
        }

        BeginField(field, DBusType.String);
        var at = WriteText(value);
        var bytes = Buffer.AsSpan(at, _length - 1 - at);
        var isValid = field switch
        {
            HeaderField.Member => Names.IsMember(bytes),
            HeaderField.Destination => Names.IsBusName(bytes),
            _ => Names.IsInterface(bytes),
        };
        if (!isValid) throw new ArgumentException($"\"{value}\" is no name for the {field} of a message.");
    }

    private void BeginField(HeaderField field, DBusType type)
    {
        WriteStructureStart();
        WriteByte((byte)field);
        WriteByte(1);
        WriteByte((byte)type);
        WriteByte(0);
    }
}
