namespace O2X.Links.BlueZ.DBus;

/// <summary>An object that answers calls.</summary>
internal interface IPathMethodHandler
{
    /// <summary>Its path.</summary>
    string Path { get; }

    /// <summary>Whether it answers for the paths below its own too, as far as they have no handler themselves.</summary>
    bool HandlesChildPaths { get; }

    /// <summary>
    /// Answers a call. It is started on the receive loop, in the order of the messages, and not waited for. What it leaves
    /// unanswered is an unknown method; what it throws is the answer: a <see cref="DBusException"/> by its name.
    /// </summary>
    ValueTask HandleMethodAsync(MethodContext context);
}
