using System.Security.Cryptography;

namespace O2X.VirtualAir.Hci;

internal sealed partial class LeController
{
    private const byte DataLength = 251;
    private const byte DataBuffers = 8;
    private const byte AcceptListSize = 16;

    private static readonly byte[] _version = [8, 0, 0, 8, 0xF1, 0x05, 0, 0];

    private static readonly Dictionary<Opcode, Command> _commands = new()
    {
        [Opcode.Reset] = static (self, opcode, _) =>
        {
            self.Reset();
            self.Complete(opcode, 0);
        },
        [Opcode.SetEventMask] = Accept,
        [Opcode.LeSetEventMask] = Accept,
        [Opcode.ReadLocalVersion] = Return(_version),
        [Opcode.ReadLocalCommands] = Return(SupportedCommands()),
        [Opcode.ReadLocalFeatures] = Return([0, 0, 0, 0, 0x60, 0, 0, 0]),
        [Opcode.ReadLocalName] = Return(new byte[248]),
        [Opcode.ReadBufferSize] = Return(new byte[7]),
        [Opcode.ReadAddress] = static (self, opcode, _) => self.Complete(opcode, [0, .. new BluetoothAddress(self._address, false).ToBytes().AsSpan(1)]),
        [Opcode.LeReadBufferSize] = Return([DataLength, 0, DataBuffers]),
        [Opcode.LeReadLocalFeatures] = Return(new byte[8]),
        [Opcode.LeReadStates] = Return([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 3, 0, 0]),
        [Opcode.LeReadAcceptListSize] = Return([AcceptListSize]),
        [Opcode.LeReadAdvertisingPower] = Return([0]),
        [Opcode.LeRandom] = static (self, opcode, _) => self.Complete(opcode, [0, .. RandomNumberGenerator.GetBytes(8)]),
        [Opcode.LeSetRandomAddress] = static (self, opcode, parameters) =>
        {
            self._randomAddress = BluetoothAddress.ReadValue(parameters);
            self.Complete(opcode, 0);
        },

        [Opcode.LeSetScanParameters] = static (self, opcode, parameters) => self.SetScan(opcode, parameters),
        [Opcode.LeSetScanEnable] = static (self, opcode, parameters) => self.EnableScan(opcode, parameters),
        [Opcode.LeClearAcceptList] = static (self, opcode, _) => self.ChangeAcceptList(opcode, list => list.Clear()),
        [Opcode.LeAddToAcceptList] = static (self, opcode, parameters) =>
        {
            var address = BluetoothAddress.Read(parameters);
            self.ChangeAcceptList(opcode, list => list.Add(address));
        },
        [Opcode.LeRemoveFromAcceptList] = static (self, opcode, parameters) =>
        {
            var address = BluetoothAddress.Read(parameters);
            self.ChangeAcceptList(opcode, list => list.Remove(address));
        },

        [Opcode.LeSetAdvertisingParameters] = static (self, opcode, parameters) => self.SetAdvertising(opcode, parameters),
        [Opcode.LeSetAdvertisingData] = static (self, opcode, parameters) => self.SetAdvertisingData(opcode, parameters),
        [Opcode.LeSetScanResponse] = static (self, opcode, parameters) => self.SetScanResponse(opcode, parameters),
        [Opcode.LeSetAdvertisingEnable] = static (self, opcode, parameters) => self.EnableAdvertising(opcode, parameters),

        [Opcode.LeCreateConnection] = static (self, opcode, parameters) => self.Connect(opcode, parameters),
        [Opcode.LeCancelConnection] = static (self, opcode, _) => self.CancelConnect(opcode),
        [Opcode.LeUpdateConnection] = static (self, opcode, parameters) => self.UpdateLink(opcode, parameters),
        [Opcode.LeReadRemoteFeatures] = static (self, opcode, parameters) =>
        {
            self.Begin(opcode);
            self.RaiseLe(LeEvent.RemoteFeatures, [0, parameters[0], parameters[1], .. new byte[8]]);
        },
        [Opcode.ReadRemoteVersion] = static (self, opcode, parameters) =>
        {
            self.Begin(opcode);
            self.Raise(HciEvent.RemoteVersion, [0, parameters[0], parameters[1], .. _version.AsSpan(3, 5)]);
        },
        [Opcode.ReadRssi] = static (self, opcode, parameters) => self.Complete(opcode, 0, parameters[0], parameters[1], unchecked((byte)-60)),
        [Opcode.Disconnect] = static (self, opcode, parameters) => self.Disconnect(opcode, parameters),
    };

    private delegate void Command(LeController self, Opcode opcode, ReadOnlySpan<byte> parameters);

    private static void Accept(LeController self, Opcode opcode, ReadOnlySpan<byte> parameters) => self.Complete(opcode, 0);

    private static Command Return(byte[] returned)
    {
        byte[] whole = [0, .. returned];
        return (self, opcode, _) => self.Complete(opcode, whole);
    }

    // By octet and bits of the specification's table.
    private static byte[] SupportedCommands()
    {
        var commands = new byte[64];
        commands[0] = 0x20;
        commands[2] = 0x80;
        commands[5] = 0xC0;
        commands[14] = 0xA8;
        commands[15] = 0x22;
        commands[25] = 0xF7;
        commands[26] = 0xFF;
        commands[27] = 0xA7;
        commands[28] = 0x08;
        return commands;
    }

    private void Execute(Opcode opcode, ReadOnlySpan<byte> parameters)
    {
        if (_commands.TryGetValue(opcode, out var command))
        {
            command(this, opcode, parameters);
            return;
        }

        Console.Error.WriteLine($"{Name} does not know the command {(ushort)opcode:X4} {Convert.ToHexString(parameters)}.");
        Complete(opcode, (byte)HciStatus.UnknownCommand);
    }

    private void Reset()
    {
        StopScanning();
        StopAdvertising();
        _wanted = null;
        _acceptList.Clear();
        _randomAddress = 0;
        foreach (var end in _links.Values.ToArray()) end.Abandon();
        _links.Clear();
    }
}
