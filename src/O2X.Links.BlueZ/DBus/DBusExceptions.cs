namespace O2X.Links.BlueZ.DBus;

/// <summary>A call was answered by an error.</summary>
internal sealed class DBusException(string errorName, string errorMessage) : Exception($"{errorName}: {errorMessage}")
{
    /// <summary>The name of the error, as in <c>org.bluez.Error.NotReady</c>.</summary>
    public string ErrorName { get; } = errorName;

    /// <summary>What the other side says about it; may be empty.</summary>
    public string ErrorMessage { get; } = errorMessage;
}

/// <summary>There was no connection to be had.</summary>
internal sealed class DBusConnectFailedException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>The socket that could not be connected to; null when it could, and what followed failed, or when there is none.</summary>
    public string? Socket { get; init; }

    /// <summary>Why <see cref="Socket"/> could not be connected to.</summary>
    public DBusConnectFailure Failure { get; init; }
}

/// <summary>Why a socket could not be connected to.</summary>
internal enum DBusConnectFailure
{
    /// <summary>As the message says.</summary>
    Other,

    /// <summary>There is no such socket.</summary>
    Missing,

    /// <summary>The socket is there, and nobody listens at it.</summary>
    NobodyListens,

    /// <summary>This user may not.</summary>
    Forbidden,
}

/// <summary>The connection has ended, and with it what was asked over it.</summary>
internal sealed class DBusConnectionClosedException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>One for each who is told: an exception that several throw loses its stack.</summary>
    public static DBusConnectionClosedException Because(Exception reason) =>
        new(reason.Message, reason is DBusConnectionClosedException ? reason.InnerException : reason);
}

/// <summary>Bytes are not what the D-Bus specification or the reader of them expects.</summary>
internal sealed class DBusProtocolException(string message) : Exception(message);
