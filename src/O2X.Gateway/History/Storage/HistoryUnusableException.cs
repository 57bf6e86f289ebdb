namespace O2X.Gateway.History.Storage;

/// <summary>The history's database cannot be used now; the message says why in words, and what to do. It holds no password.</summary>
internal sealed class HistoryUnusableException(string message, Exception? inner = null) : IOException(message, inner);
