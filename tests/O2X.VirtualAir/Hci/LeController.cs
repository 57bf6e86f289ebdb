using System.Buffers.Binary;

namespace O2X.VirtualAir.Hci;

/// <summary>
/// A Bluetooth 4.2 controller without classic Bluetooth and without encryption: the host's commands in, events out. It scans,
/// connects, advertises and carries data.
/// </summary>
internal sealed partial class LeController : IPeripheral
{
    private const byte CommandPacket = 1;
    private const byte DataPacket = 2;
    private const byte EventPacket = 4;

    private readonly Air _air;
    private readonly Vhci _device;
    private readonly ulong _address;
    private ulong _randomAddress;

    public LeController(Air air, BluetoothAddress address)
    {
        _air = air;
        _address = address.Value;
        _device = Vhci.Open();
        new Thread(Read) { IsBackground = true, Name = Name }.Start();
        air.Add(this);
    }

    /// <summary>As the kernel names it: <c>hci0</c>.</summary>
    public string Name => $"hci{_device.Index}";

    /// <summary>Whether others hear it and it hears them. Out of range, its links are lost.</summary>
    public bool InRange
    {
        get;
        set
        {
            field = value;
            if (!value) foreach (var end in _links.Values.ToArray()) end.Link.Lose();
        }
    } = true;

    /// <summary>Takes the adapter away from the kernel.</summary>
    public void Unplug()
    {
        Reset();
        _air.Remove(this);
        _device.Dispose();
    }

    private void Read()
    {
        var buffer = new byte[2048];
        for (int length; (length = _device.Read(buffer)) > 0;)
        {
            var packet = buffer[..length];
            _air.Line.Post(() => Take(packet));
        }
    }

    private void Take(ReadOnlySpan<byte> packet)
    {
        switch (packet)
        {
            case [CommandPacket, _, _, var length, .. var parameters] when parameters.Length == length:
                Execute((Opcode)BinaryPrimitives.ReadUInt16LittleEndian(packet[1..]), parameters);
                break;
            case [DataPacket, _, _, _, _, .. var data]:
                TakeData(BinaryPrimitives.ReadUInt16LittleEndian(packet[1..]), data);
                break;
        }
    }

    private BluetoothAddress OwnAddress(byte type) => new(type is 1 or 3 ? _randomAddress : _address, type is 1 or 3);

    private void Raise(HciEvent code, params ReadOnlySpan<byte> parameters) =>
        _device.Write([EventPacket, (byte)code, (byte)parameters.Length, .. parameters]);

    private void RaiseLe(LeEvent code, params ReadOnlySpan<byte> parameters) => Raise(HciEvent.LowEnergy, [(byte)code, .. parameters]);

    /// <summary>Answers a command.</summary>
    private void Complete(Opcode opcode, params ReadOnlySpan<byte> returned) =>
        Raise(HciEvent.CommandComplete, [1, (byte)opcode, (byte)((ushort)opcode >> 8), .. returned]);

    /// <summary>Says that a command is being carried out; an event follows when it has been.</summary>
    private void Begin(Opcode opcode, HciStatus status = HciStatus.Success) =>
        Raise(HciEvent.CommandStatus, (byte)status, 1, (byte)opcode, (byte)((ushort)opcode >> 8));

    private enum HciEvent : byte
    {
        Disconnected = 0x05,
        RemoteVersion = 0x0C,
        CommandComplete = 0x0E,
        CommandStatus = 0x0F,
        CompletedPackets = 0x13,
        LowEnergy = 0x3E,
    }

    private enum LeEvent : byte
    {
        Connected = 0x01,
        AdvertisingReport = 0x02,
        ConnectionUpdated = 0x03,
        RemoteFeatures = 0x04,
    }
}
