namespace O2X.Links.BlueZ.DBus;

/// <summary>How large things may be: the numbers of the D-Bus specification, and one of our own.</summary>
internal static class WireLimits
{
    /// <summary>
    /// The longest message that is received. The specification allows 128 MiB; the longest that BlueZ sends is its list of objects,
    /// with 1 KiB for a device it has seen and some 10 KiB for one it is connected to: this holds thousands.
    /// </summary>
    public const int LongestReceived = 4 << 20;

    /// <summary>The longest message that may be sent.</summary>
    public const int LongestMessage = 128 << 20;

    /// <summary>The longest array, in bytes.</summary>
    public const int LongestArray = 64 << 20;

    /// <summary>How deep arrays may nest, and how deep structures may, within a signature.</summary>
    public const int DeepestNesting = 32;

    /// <summary>How deep containers may nest in all, variants included.</summary>
    public const int DeepestValue = 64;

    /// <summary>The longest signature, and the longest name of anything but an object.</summary>
    public const int LongestName = 255;

    /// <summary>How many descriptors the kernel passes at a time.</summary>
    public const int MostDescriptors = 253;

    /// <summary>The length of the part of a message that is always there.</summary>
    public const int FixedHeader = 16;

    /// <summary>The next multiple of an alignment, which is a power of two.</summary>
    public static int Align(int offset, int alignment) => (offset + alignment - 1) & -alignment;

    /// <summary>What a type is aligned to.</summary>
    public static int AlignmentOf(DBusType type) => type switch
    {
        DBusType.Byte or DBusType.Signature or DBusType.Variant => 1,
        DBusType.Int16 or DBusType.UInt16 => 2,
        DBusType.Int64 or DBusType.UInt64 or DBusType.Double or DBusType.Struct or DBusType.DictEntry => 8,
        _ => 4,
    };
}
