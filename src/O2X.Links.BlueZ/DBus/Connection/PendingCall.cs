namespace O2X.Links.BlueZ.DBus;

/// <summary>A call that waits for its answer.</summary>
internal abstract class PendingCall
{
    /// <summary>Ends it with what came back. Never throws.</summary>
    public abstract void Complete(Message reply);

    /// <summary>Ends it without an answer.</summary>
    public abstract void Fail(Exception reason);
}

/// <summary>A call that waits for a value.</summary>
internal sealed class PendingCall<T>(MessageValueReader<T> reader, object? readerState) : PendingCall
{
    private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Task => _source.Task;

    public override void Complete(Message reply)
    {
        try
        {
            if (reply.MessageType == MessageType.Error) _source.SetException(ReadError(reply));
            else _source.SetResult(reader(reply, readerState));
        }
        catch (Exception e)
        {
            // The reader's fault is its caller's alone.
            _source.TrySetException(e);
        }
    }

    public override void Fail(Exception reason)
    {
        if (reason is OperationCanceledException cancelled) _source.TrySetCanceled(cancelled.CancellationToken);
        else _source.TrySetException(reason);
    }

    private static DBusException ReadError(Message reply) =>
        new(reply.ErrorNameAsString!, reply.SignatureAsString.StartsWith('s') ? reply.GetBodyReader().ReadString() : "");
}
