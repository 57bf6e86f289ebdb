using O2X.Links.Gatt;
using O2X.Links.InTheHand.Radio;

namespace O2X.Links.InTheHand;

/// <summary>What a server was found to have. The library tells no handles, so that ids are numbers in the order of what was found.</summary>
internal sealed class GattTable(IReadOnlyList<RemoteService> services)
{
    private readonly Lock _gate = new();
    private readonly List<IRemoteValue> _values = [.. services.SelectMany(service => service.Characteristics)];
    private readonly Dictionary<IRemoteCharacteristic, IReadOnlyList<GattDescriptor>> _descriptors = [];

    public static GattTable Empty { get; } = new([]);

    /// <summary>The characteristics whose descriptors were not looked for yet.</summary>
    public IReadOnlyList<IRemoteCharacteristic> WithoutDescriptors
    {
        get
        {
            lock (_gate) return [.. Characteristics.Where(characteristic => !_descriptors.ContainsKey(characteristic))];
        }
    }

    private IEnumerable<IRemoteCharacteristic> Characteristics => services.SelectMany(service => service.Characteristics);

    public bool HasService(Guid service) => services.Any(found => found.Uuid == service);

    /// <summary>The first characteristic of a UUID.</summary>
    /// <exception cref="LinkException">There is none, or it has none of the flags.</exception>
    public IRemoteCharacteristic Characteristic(Guid uuid, GattFlags any)
    {
        var found = Characteristics.FirstOrDefault(characteristic => characteristic.Uuid == uuid)
            ?? throw new LinkException(LinkLossReason.NotSupported, $"The device has no characteristic {uuid}.");
        return (found.Flags & any) != 0
            ? found
            : throw new LinkException(LinkLossReason.NotSupported, $"The characteristic {uuid} cannot do that: {found.Flags}.");
    }

    /// <summary>The value with an id.</summary>
    /// <exception cref="LinkException">There is none, or it cannot be read.</exception>
    public IRemoteValue Value(int id)
    {
        lock (_gate)
        {
            if (id < 1 || id > _values.Count) throw new LinkException(LinkLossReason.NotSupported, $"The device has no attribute {id}.");
            return _values[id - 1] is IRemoteCharacteristic characteristic && !characteristic.Flags.HasFlag(GattFlags.Read)
                ? throw new LinkException(LinkLossReason.NotSupported, $"The characteristic {characteristic.Uuid} cannot be read.")
                : _values[id - 1];
        }
    }

    public void Describe(IRemoteCharacteristic characteristic, IReadOnlyList<IRemoteValue> descriptors)
    {
        lock (_gate)
        {
            if (_descriptors.ContainsKey(characteristic)) return;
            var first = _values.Count + 1;
            _values.AddRange(descriptors);
            _descriptors[characteristic] = [.. descriptors.Select((descriptor, index) => new GattDescriptor(first + index, descriptor.Uuid))];
        }
    }

    public IReadOnlyList<GattService> List()
    {
        lock (_gate) return [.. services.Select(service => new GattService(service.Uuid, service.IsPrimary, [.. service.Characteristics.Select(Entry)]))];
    }

    private GattCharacteristic Entry(IRemoteCharacteristic characteristic) => new(
        _values.IndexOf(characteristic) + 1, characteristic.Uuid, characteristic.Flags, _descriptors.GetValueOrDefault(characteristic) ?? []);
}
