using O2X.Links.Gatt;
using O2X.Links.InTheHand.Radio;
using Lib = global::InTheHand.Bluetooth;

namespace O2X.Links.InTheHand.Library;

/// <summary>The library's characteristic.</summary>
internal sealed class LibraryCharacteristic(Lib.GattCharacteristic characteristic) : IRemoteCharacteristic
{
    public Guid Uuid => characteristic.Uuid.Value;

    // Both have the bits of the specification.
    public GattFlags Flags => (GattFlags)(int)characteristic.Properties & (GattFlags)0x3FF;

    public async Task<byte[]?> ReadAsync() => await characteristic.ReadValueAsync().ConfigureAwait(false);

    public async Task WriteAsync(byte[] value)
    {
        var writing = characteristic.WriteValueWithResponseAsync(value);
        await writing.ConfigureAwait(false);
        // Android and Apple tell a refusal by a result that the library's signature hides; Windows does not tell it.
        if (writing is Task<bool> { Result: false })
            throw new LinkException(LinkLossReason.ProtocolError, $"The device refused to be written to: {Uuid}.");
    }

    public IDisposable Listen(Action<byte[]?> notified)
    {
        EventHandler<Lib.GattCharacteristicValueChangedEventArgs> handler = (_, change) => notified(change.Error is null ? change.Value : null);
        characteristic.CharacteristicValueChanged += handler;
        return new LibraryRadio.Undo(() => characteristic.CharacteristicValueChanged -= handler);
    }

    public Task StartNotificationsAsync() => characteristic.StartNotificationsAsync();

    public async Task<IReadOnlyList<IRemoteValue>> DescriptorsAsync() =>
        [.. (await characteristic.GetDescriptorsAsync().ConfigureAwait(false)).Select(descriptor => new LibraryDescriptor(descriptor))];
}

/// <summary>The library's descriptor.</summary>
internal sealed class LibraryDescriptor(Lib.GattDescriptor descriptor) : IRemoteValue
{
    public Guid Uuid => descriptor.Uuid.Value;

    public async Task<byte[]?> ReadAsync() => await descriptor.ReadValueAsync().ConfigureAwait(false);
}
