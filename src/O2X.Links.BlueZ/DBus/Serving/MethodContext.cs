namespace O2X.Links.BlueZ.DBus;

/// <summary>A call that is to be answered, once.</summary>
internal sealed class MethodContext
{
    private int _isAnswered;

    internal MethodContext(DBusConnection connection, Message request)
    {
        Connection = connection;
        Request = request;
    }

    /// <summary>The connection that it came over.</summary>
    public DBusConnection Connection { get; }

    /// <summary>The call.</summary>
    public Message Request { get; }

    /// <summary>Whether the caller does not want to know.</summary>
    public bool NoReplyExpected => Request.MessageFlags.HasFlag(MessageFlags.NoReplyExpected);

    /// <summary>Whether it was answered.</summary>
    public bool ReplySent => Volatile.Read(ref _isAnswered) != 0;

    /// <summary>Begins an answer; <see cref="Reply"/> sends it.</summary>
    public MessageWriter CreateReplyWriter(string? signature)
    {
        var writer = Connection.GetMessageWriter();
        writer.WriteMethodReturnHeader(Request.Serial, Request.SenderAsString, signature);
        return writer;
    }

    /// <summary>Sends the answer; nothing when the caller does not want to know, or the call was answered before.</summary>
    public void Reply(MessageBuffer message)
    {
        if (Interlocked.Exchange(ref _isAnswered, 1) != 0 || NoReplyExpected) message.Dispose();
        else Connection.TrySendMessage(message);
    }

    /// <summary>Answers with an error.</summary>
    public void ReplyError(string name, string message)
    {
        using var writer = Connection.GetMessageWriter();
        writer.WriteError(Request.Serial, Request.SenderAsString, name, message);
        Reply(writer.CreateMessage());
    }
}
