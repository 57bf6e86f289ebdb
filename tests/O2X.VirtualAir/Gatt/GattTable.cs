namespace O2X.VirtualAir.Gatt;

/// <summary>What a GATT server has: its attributes in the order of their handles, which begin with 1.</summary>
internal sealed class GattTable
{
    private readonly List<GattAttribute> _attributes = [];

    public GattTable(params ReadOnlySpan<GattService> services)
    {
        foreach (var service in services) Add(service);
    }

    public IReadOnlyList<GattAttribute> Attributes => _attributes;

    /// <summary>The attribute of a handle; null when there is none.</summary>
    public GattAttribute? Find(ushort handle) => handle >= 1 && handle <= _attributes.Count ? _attributes[handle - 1] : null;

    /// <summary>The attributes of a range of handles.</summary>
    public IEnumerable<GattAttribute> Range(ushort first, ushort last) =>
        _attributes.Where(attribute => attribute.Handle >= first && attribute.Handle <= last);

    /// <summary>The handle of a characteristic's value.</summary>
    public ushort HandleOf(Guid characteristic) =>
        _attributes.First(attribute => attribute.Kind == AttributeKind.Value && attribute.Type == characteristic).Handle;

    private void Add(GattService service)
    {
        var declaration = Add(GattUuids.PrimaryService, AttributeKind.Service, null, GattUuids.ToBytes(service.Uuid));
        foreach (var characteristic in service.Characteristics)
        {
            var valueHandle = (ushort)(_attributes.Count + 2);
            Add(GattUuids.Characteristic, AttributeKind.Declaration, characteristic,
                [(byte)characteristic.Properties, (byte)valueHandle, (byte)(valueHandle >> 8), .. GattUuids.ToBytes(characteristic.Uuid)]);
            Add(characteristic.Uuid, AttributeKind.Value, characteristic, []);
            if (characteristic.Properties.HasFlag(GattProperties.Notify))
                Add(GattUuids.ClientConfiguration, AttributeKind.Configuration, characteristic, []);
        }

        declaration.LastOfService = (ushort)_attributes.Count;
    }

    private GattAttribute Add(Guid type, AttributeKind kind, GattCharacteristic? characteristic, byte[] value)
    {
        var attribute = new GattAttribute((ushort)(_attributes.Count + 1), type, kind, characteristic, value);
        _attributes.Add(attribute);
        return attribute;
    }
}

/// <summary>A service.</summary>
internal sealed record GattService(Guid Uuid, params GattCharacteristic[] Characteristics);

/// <summary>A characteristic.</summary>
internal sealed record GattCharacteristic(Guid Uuid, GattProperties Properties);

/// <summary>What may be done with a characteristic, as in its declaration.</summary>
[Flags]
internal enum GattProperties : byte
{
    None = 0,
    Read = 0x02,
    Write = 0x08,
    Notify = 0x10,
}

/// <summary>What an attribute is for.</summary>
internal enum AttributeKind
{
    Service,
    Declaration,
    Value,
    Configuration,
}

/// <summary>One attribute.</summary>
/// <param name="Handle">Its handle.</param>
/// <param name="Type">Its type.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Characteristic">The characteristic that it belongs to; null for a service.</param>
/// <param name="Value">What it holds, for a declaration.</param>
internal sealed record GattAttribute(ushort Handle, Guid Type, AttributeKind Kind, GattCharacteristic? Characteristic, byte[] Value)
{
    /// <summary>Of a service: the last handle in it.</summary>
    public ushort LastOfService { get; set; }
}
