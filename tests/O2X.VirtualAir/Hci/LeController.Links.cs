using System.Buffers.Binary;

namespace O2X.VirtualAir.Hci;

internal sealed partial class LeController
{
    private const ushort FirstHandle = 0x40;
    private const ushort LastHandle = 0xEFF;
    private const ushort HandleMask = 0xFFF;
    private const int FlagsShift = 12;
    private const byte Continues = 1;
    private const byte StartsFromController = 2;
    private const byte ClockAccuracy = 0;

    private readonly Dictionary<ushort, ControllerEnd> _links = [];
    private ushort _lastHandle = FirstHandle;

    private enum LinkRole : byte
    {
        Central = 0,
        Peripheral = 1,
    }

    private ushort NextHandle() => _lastHandle = _lastHandle >= LastHandle ? FirstHandle : (ushort)(_lastHandle + 1);

    private void Open(ControllerEnd end, BluetoothAddress with)
    {
        _links.Add(end.Handle, end);
        RaiseConnected(HciStatus.Success, end.Handle, end.Role, with, end.Link.Timing);
    }

    private void RaiseConnected(HciStatus status, ushort handle, LinkRole role, BluetoothAddress with, ConnectionTiming timing)
    {
        Span<byte> parameters = stackalloc byte[18];
        parameters[0] = (byte)status;
        BinaryPrimitives.WriteUInt16LittleEndian(parameters[1..], handle);
        parameters[3] = (byte)role;
        with.ToBytes().CopyTo(parameters[4..]);
        WriteTiming(timing, parameters[11..]);
        parameters[17] = ClockAccuracy;
        RaiseLe(LeEvent.Connected, parameters);
    }

    private static void WriteTiming(ConnectionTiming timing, Span<byte> to)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(to, timing.Interval);
        BinaryPrimitives.WriteUInt16LittleEndian(to[2..], timing.Latency);
        BinaryPrimitives.WriteUInt16LittleEndian(to[4..], timing.Timeout);
    }

    private void TakeData(ushort handleAndFlags, ReadOnlySpan<byte> data)
    {
        var handle = (ushort)(handleAndFlags & HandleMask);
        Raise(HciEvent.CompletedPackets, 1, (byte)handle, (byte)(handle >> 8), 1, 0);
        if (_links.TryGetValue(handle, out var end)) end.Link.Send(end, data, starts: (handleAndFlags >> FlagsShift & 3) != Continues);
    }

    private void Disconnect(Opcode opcode, ReadOnlySpan<byte> parameters)
    {
        if (!_links.TryGetValue(BinaryPrimitives.ReadUInt16LittleEndian(parameters), out var end))
        {
            Begin(opcode, HciStatus.UnknownConnection);
            return;
        }

        Begin(opcode);
        end.Link.Close(end, (HciStatus)parameters[2]);
    }

    private void UpdateLink(Opcode opcode, ReadOnlySpan<byte> parameters)
    {
        var handle = BinaryPrimitives.ReadUInt16LittleEndian(parameters);
        if (!_links.TryGetValue(handle, out var end))
        {
            Begin(opcode, HciStatus.UnknownConnection);
            return;
        }

        Begin(opcode);
        end.Link.Timing = ReadTiming(parameters[2..]);
        end.TellTiming();
        (end.Link.Peripheral as ControllerEnd)?.TellTiming();
    }

    /// <summary>A controller's end of a link: it tells its host.</summary>
    private sealed class ControllerEnd(LeController controller, AirLink link, ushort handle, LinkRole role) : ILinkEnd
    {
        public AirLink Link => link;

        public ushort Handle => handle;

        public LinkRole Role => role;

        /// <summary>The host has forgotten the link; the other side finds out by itself.</summary>
        public void Abandon() => link.Lose();

        public void OnData(ReadOnlySpan<byte> piece, bool starts)
        {
            while (!piece.IsEmpty)
            {
                var part = piece[..Math.Min(piece.Length, DataLength)];
                var handleAndFlags = (ushort)(handle | ((starts ? StartsFromController : Continues) << FlagsShift));
                controller._device.Write([DataPacket, (byte)handleAndFlags, (byte)(handleAndFlags >> 8), (byte)part.Length, 0, .. part]);
                piece = piece[part.Length..];
                starts = false;
            }
        }

        public void OnEnded(HciStatus reason)
        {
            if (controller._links.Remove(handle)) controller.Raise(HciEvent.Disconnected, 0, (byte)handle, (byte)(handle >> 8), (byte)reason);
        }

        public void TellTiming()
        {
            Span<byte> parameters = stackalloc byte[9];
            parameters[0] = 0;
            BinaryPrimitives.WriteUInt16LittleEndian(parameters[1..], handle);
            WriteTiming(link.Timing, parameters[3..]);
            controller.RaiseLe(LeEvent.ConnectionUpdated, parameters);
        }
    }
}
