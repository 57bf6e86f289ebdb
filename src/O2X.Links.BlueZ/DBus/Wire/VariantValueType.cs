namespace O2X.Links.BlueZ.DBus;

/// <summary>What a <see cref="VariantValue"/> is.</summary>
internal enum VariantValueType : byte
{
    Invalid = 0,
    Byte,
    Bool,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Double,
    String,
    ObjectPath,
    Signature,
    Array,
    Struct,
    Dictionary,
    Variant,
    UnixFd,
}
