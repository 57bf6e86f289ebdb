namespace O2X.Links.BlueZ.DBus;

internal sealed partial class DBusConnection
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(25);

    private readonly PendingCalls _pending = new();
    private int _serial;

    /// <summary>How many calls wait for their answers.</summary>
    internal int PendingCallCount => _pending.Count;

    /// <summary>Begins a message.</summary>
    public MessageWriter GetMessageWriter()
    {
        while (true)
        {
            var serial = (uint)Interlocked.Increment(ref _serial);
            if (serial != 0) return new MessageWriter(serial);
        }
    }

    /// <summary>Calls a method whose answer holds nothing of interest.</summary>
    /// <inheritdoc cref="CallMethodAsync{T}"/>
    public Task CallMethodAsync(MessageBuffer message, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        CallMethodAsync(message, static (_, _) => true, readerState: null, timeout, cancellationToken);

    /// <summary>Calls a method.</summary>
    /// <param name="message">The call, which is given away.</param>
    /// <param name="reader">Reads the answer, on the receive loop. What it throws is what the call ends with.</param>
    /// <param name="readerState">What the reader is given.</param>
    /// <param name="timeout">How long to wait, by default 25 s. An answer that comes later is dropped.</param>
    /// <param name="cancellationToken">Ends the waiting; the other side does not learn of it.</param>
    /// <exception cref="DBusException">The answer is an error.</exception>
    /// <exception cref="TimeoutException">No answer came in time.</exception>
    /// <exception cref="DBusConnectionClosedException">The connection has ended.</exception>
    public async Task<T> CallMethodAsync<T>(
        MessageBuffer message, MessageValueReader<T> reader, object? readerState = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var serial = message.Serial;
        var call = new PendingCall<T>(reader, readerState);
        Begin(message, call, cancellationToken);
        try
        {
            using var timer = _clock.CreateTimer(_ => Fail(serial, new TimeoutException("The call was not answered in time.")), null, timeout ?? DefaultTimeout, Timeout.InfiniteTimeSpan);
            using var registration = cancellationToken.UnsafeRegister((_, token) => Fail(serial, new OperationCanceledException(token)), null);
            if (!TrySendMessage(message)) Fail(serial, new DBusException(DBusErrors.LimitsExceeded, "Too many messages wait to be sent."));
            return await call.Task.ConfigureAwait(false);
        }
        catch when (_pending.TryTake(serial, out _))
        {
            // The time limit was none: nothing was sent.
            message.Dispose();
            throw;
        }
    }

    /// <summary>Sends a signal or an answer, which is given away.</summary>
    /// <returns>False when too much waits to be sent, or the connection is not there.</returns>
    public bool TrySendMessage(MessageBuffer message)
    {
        if (_socket is not null && _queue.Writer.TryWrite(message)) return true;
        message.Dispose();
        return false;
    }

    private void Begin(MessageBuffer message, PendingCall call, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_socket is null && !_disconnected.Task.IsCompleted) throw new InvalidOperationException("The connection is not connected.");
            _pending.Add(message.Serial, call);
        }
        catch
        {
            message.Dispose();
            throw;
        }
    }

    private void Fail(uint serial, Exception reason)
    {
        if (_pending.TryTake(serial, out var call)) call.Fail(reason);
    }
}
