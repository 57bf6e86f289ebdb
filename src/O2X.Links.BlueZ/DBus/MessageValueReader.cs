namespace O2X.Links.BlueZ.DBus;

/// <summary>
/// Reads a value from a message. It runs on the receive loop: after the signals that came before the message, and before those that
/// came after it.
/// </summary>
internal delegate T MessageValueReader<T>(Message message, object? state);
