namespace O2X.Links.BlueZ.DBus;

/// <summary>Which object answers for which path.</summary>
internal sealed class HandlerTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, IPathMethodHandler> _handlers = [];

    /// <exception cref="InvalidOperationException">The path has a handler.</exception>
    public void Add(IPathMethodHandler handler)
    {
        lock (_gate)
        {
            if (!_handlers.TryAdd(handler.Path, handler)) throw new InvalidOperationException($"{handler.Path} has a handler already.");
        }
    }

    public void Remove(string path)
    {
        lock (_gate) _handlers.Remove(path);
    }

    /// <summary>The handler of a path, or the nearest above it that answers for what is below.</summary>
    public IPathMethodHandler? Find(string path)
    {
        lock (_gate)
        {
            if (_handlers.TryGetValue(path, out var handler)) return handler;
            for (var above = Above(path); above is not null; above = Above(above))
            {
                if (_handlers.TryGetValue(above, out handler) && handler.HandlesChildPaths) return handler;
            }

            return null;
        }
    }

    /// <summary>The names of what is directly below a path, in order.</summary>
    public IReadOnlyCollection<string> ChildrenOf(string path)
    {
        var root = path == "/" ? path : path + "/";
        var children = new SortedSet<string>(StringComparer.Ordinal);
        lock (_gate)
        {
            foreach (var each in _handlers.Keys)
            {
                if (each.Length > root.Length && each.StartsWith(root, StringComparison.Ordinal)) children.Add(each[root.Length..].Split('/')[0]);
            }
        }

        return children;
    }

    private static string? Above(string path) => path == "/" ? null : path[..Math.Max(1, path.LastIndexOf('/'))];
}
