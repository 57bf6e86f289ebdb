using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Tests.Fakes;

/// <summary>An object of the fake BlueZ: its interfaces with their properties, and what answers its methods.</summary>
internal sealed class FakeObject(string path)
{
    public string Path { get; } = path;

    public Dictionary<string, Dictionary<string, VariantValue>> Interfaces { get; } = [];

    /// <summary>Methods by name; what one throws as a <see cref="DBusException"/> is its answer.</summary>
    public Dictionary<string, Func<MethodContext, Task>> Methods { get; } = [];
}
