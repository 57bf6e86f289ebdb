namespace O2X.Links.BlueZ.DBus;

internal sealed partial class DBusConnection
{
    private readonly HandlerTable _handlers = new();
    private readonly MethodDispatcher _dispatcher;

    /// <summary>Serves an object, from now on or, before the connection is connected, from then on.</summary>
    /// <exception cref="InvalidOperationException">Its path has a handler.</exception>
    public void AddMethodHandler(IPathMethodHandler handler) => _handlers.Add(handler);

    /// <summary>Serves the object of a path no longer.</summary>
    public void RemoveMethodHandler(string path) => _handlers.Remove(path);
}
