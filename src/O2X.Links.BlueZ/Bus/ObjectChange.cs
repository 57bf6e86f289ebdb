using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Bus;

/// <summary>Something that BlueZ told of its objects; by then <see cref="BlueZObjects"/> holds it.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Path">The object; empty for what concerns all.</param>
/// <param name="Interface">The interface; empty for what concerns all.</param>
/// <param name="Properties">The properties that came; of <see cref="ChangeKind.Disconnected"/>, <c>name</c> and <c>message</c>.</param>
internal readonly record struct ObjectChange(
    ChangeKind Kind, string Path, string Interface, IReadOnlyDictionary<string, VariantValue> Properties)
{
    private static readonly Dictionary<string, VariantValue> _none = [];

    /// <summary>The names of the properties that went.</summary>
    public IReadOnlyList<string> Invalidated { get; init; } = [];

    /// <summary>What concerns all objects.</summary>
    public static ObjectChange OfAll(ChangeKind kind) => new(kind, "", "", _none);

    /// <summary>An interface went.</summary>
    public static ObjectChange OfRemoved(string path, string @interface) => new(ChangeKind.Removed, path, @interface, _none);
}

/// <summary>The kinds of change.</summary>
internal enum ChangeKind
{
    /// <summary>BlueZ came, went, or became unreachable: nothing that was known before holds.</summary>
    Reset,

    /// <summary>An interface came, with its properties.</summary>
    Added,

    /// <summary>Properties changed or went.</summary>
    Changed,

    /// <summary>An interface went.</summary>
    Removed,

    /// <summary>A device says why it was disconnected (BlueZ 5.82 and later).</summary>
    Disconnected,

    /// <summary>The machine woke up from sleep.</summary>
    Woke,
}
