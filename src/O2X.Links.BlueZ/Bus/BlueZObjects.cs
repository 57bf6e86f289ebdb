using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Bus;

/// <summary>What BlueZ has: objects, their interfaces, and the properties of those. Safe for use by several threads.</summary>
internal sealed class BlueZObjects
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Dictionary<string, Dictionary<string, VariantValue>>> _objects = new(StringComparer.Ordinal);

    /// <summary>An interface came, or told all its properties.</summary>
    public void Add(string path, string @interface, IReadOnlyDictionary<string, VariantValue> properties)
    {
        lock (_gate)
        {
            if (!_objects.TryGetValue(path, out var interfaces)) _objects[path] = interfaces = new(StringComparer.Ordinal);
            interfaces[@interface] = new(properties, StringComparer.Ordinal);
        }
    }

    /// <summary>Properties changed.</summary>
    /// <returns>Whether the interface is known.</returns>
    public bool Change(string path, string @interface, IReadOnlyDictionary<string, VariantValue> changed, IReadOnlyList<string> invalidated)
    {
        lock (_gate)
        {
            if (!_objects.TryGetValue(path, out var interfaces) || !interfaces.TryGetValue(@interface, out var properties)) return false;
            foreach (var (name, value) in changed) properties[name] = value;
            foreach (var name in invalidated) properties.Remove(name);
            return true;
        }
    }

    /// <summary>An interface went.</summary>
    public void Remove(string path, string @interface)
    {
        lock (_gate)
        {
            if (_objects.TryGetValue(path, out var interfaces) && interfaces.Remove(@interface) && interfaces.Count == 0) _objects.Remove(path);
        }
    }

    /// <summary>Nothing holds any more.</summary>
    public void Clear()
    {
        lock (_gate) _objects.Clear();
    }

    /// <summary>Whether an object has an interface.</summary>
    public bool Has(string path, string @interface)
    {
        lock (_gate) return _objects.TryGetValue(path, out var interfaces) && interfaces.ContainsKey(@interface);
    }

    /// <summary>The paths of the objects with an interface, in order.</summary>
    /// <param name="interface">The interface.</param>
    /// <param name="under">What the paths begin with.</param>
    public string[] Paths(string @interface, string under = "/")
    {
        lock (_gate)
        {
            return [.. _objects
                .Where(found => found.Key.StartsWith(under, StringComparison.Ordinal) && found.Value.ContainsKey(@interface))
                .Select(found => found.Key)
                .Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>The properties of an interface as they are now; null where there is none.</summary>
    public IReadOnlyDictionary<string, VariantValue>? PropertiesOf(string path, string @interface)
    {
        lock (_gate)
        {
            return _objects.TryGetValue(path, out var interfaces) && interfaces.TryGetValue(@interface, out var properties)
                ? new Dictionary<string, VariantValue>(properties, StringComparer.Ordinal)
                : null;
        }
    }

    /// <summary>A text or path; null where there is none.</summary>
    public string? Text(string path, string @interface, string property) => Find(path, @interface, property).AsText();

    /// <summary>Texts; none where there are none.</summary>
    public string[] Texts(string path, string @interface, string property) => Find(path, @interface, property).AsTexts();

    /// <summary>A yes or no; no where there is none.</summary>
    public bool IsTrue(string path, string @interface, string property) => Find(path, @interface, property).AsBool() == true;

    private VariantValue Find(string path, string @interface, string property)
    {
        lock (_gate)
        {
            return _objects.TryGetValue(path, out var interfaces)
                && interfaces.TryGetValue(@interface, out var properties)
                && properties.TryGetValue(property, out var value)
                    ? value
                    : default;
        }
    }
}
