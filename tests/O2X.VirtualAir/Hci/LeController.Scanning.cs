using System.Buffers.Binary;
using O2X.Links.Time;

namespace O2X.VirtualAir.Hci;

internal sealed partial class LeController
{
    // The host is told that scanning has begun before it is told what was heard: what comes at once it would drop.
    private static readonly long _warmUp = TimeSpan.FromMilliseconds(50).Ticks;

    // What a controller keeps of what it has reported is short: it reports the same again after a while.
    private static readonly long _remembers = TimeSpan.FromSeconds(1).Ticks;

    private readonly HashSet<BluetoothAddress> _acceptList = [];
    private readonly Dictionary<string, long> _reported = [];
    private bool _scanning;
    private bool _asksForResponses;
    private bool _onlyAcceptList;
    private bool _filtersDuplicates;
    private long _scanBegins;
    private WantedLink? _wanted;

    /// <summary>Somebody advertises.</summary>
    public void Hear(Advert advert, IPeripheral from)
    {
        if (!InRange) return;
        if (_wanted is { } wanted && advert.IsConnectable && (wanted.Address ?? advert.Address) == advert.Address
            && (wanted.Address is not null || _acceptList.Contains(advert.Address)))
        {
            Connect(wanted, advert, from);
            return;
        }

        if (!_scanning || _air.Clock.GetTicks() < _scanBegins || (_onlyAcceptList && !_acceptList.Contains(advert.Address))) return;
        Report(advert.Kind, advert, advert.Data);
        if (_asksForResponses && advert.IsScannable) Report(AdvertKind.ScanResponse, advert, advert.ScanResponse ?? []);
    }

    private void Report(AdvertKind kind, Advert advert, byte[] data)
    {
        if (_filtersDuplicates && IsDuplicate($"{kind} {advert.Address} {Convert.ToHexString(data)}")) return;
        RaiseLe(LeEvent.AdvertisingReport, [1, (byte)kind, .. advert.Address.ToBytes(), (byte)data.Length, .. data, (byte)advert.Rssi]);
    }

    private bool IsDuplicate(string report)
    {
        var now = _air.Clock.GetTicks();
        if (_reported.TryGetValue(report, out var reported) && now - reported < _remembers) return true;
        _reported[report] = now;
        return false;
    }

    private void SetScan(Opcode opcode, ReadOnlySpan<byte> parameters)
    {
        _asksForResponses = parameters[0] != 0;
        _onlyAcceptList = (parameters[6] & 1) != 0;
        Complete(opcode, 0);
    }

    private void EnableScan(Opcode opcode, ReadOnlySpan<byte> parameters)
    {
        StopScanning();
        _scanning = parameters[0] != 0;
        _filtersDuplicates = parameters[1] != 0;
        _scanBegins = _air.Clock.GetTicks() + _warmUp;
        Complete(opcode, 0);
    }

    private void StopScanning()
    {
        _scanning = false;
        _reported.Clear();
    }

    private void ChangeAcceptList(Opcode opcode, Action<HashSet<BluetoothAddress>> change)
    {
        change(_acceptList);
        Complete(opcode, 0);
    }

    private void Connect(Opcode opcode, ReadOnlySpan<byte> parameters)
    {
        if (_wanted is not null)
        {
            Begin(opcode, HciStatus.CommandDisallowed);
            return;
        }

        var usesAcceptList = parameters[4] != 0;
        _wanted = new WantedLink(usesAcceptList ? null : BluetoothAddress.Read(parameters[5..]), OwnAddress(parameters[12]), ReadTiming(parameters[13..]));
        Begin(opcode);
    }

    private void CancelConnect(Opcode opcode)
    {
        if (_wanted is not { } wanted)
        {
            Complete(opcode, (byte)HciStatus.CommandDisallowed);
            return;
        }

        _wanted = null;
        Complete(opcode, 0);
        RaiseConnected(HciStatus.UnknownConnection, 0, LinkRole.Central, wanted.Address ?? default, default);
    }

    private void Connect(WantedLink wanted, Advert advert, IPeripheral from)
    {
        var link = new AirLink(_air.Line, _air.Clock, wanted.Own, wanted.Timing);
        var end = new ControllerEnd(this, link, NextHandle(), LinkRole.Central);
        link.Central = end;
        switch (from.Connect(link))
        {
            case Answer.Accepted:
                _wanted = null;
                Open(end, advert.Address);
                break;
            case Answer.Failed:
                // As the specification has it, the link begins when the central asks for it, and its end tells that nobody came.
                _wanted = null;
                Open(end, advert.Address);
                link.Fail();
                break;
        }
    }

    /// <summary>Reads least interval, most interval, latency, timeout.</summary>
    private static ConnectionTiming ReadTiming(ReadOnlySpan<byte> from) => new(
        BinaryPrimitives.ReadUInt16LittleEndian(from[2..]),
        BinaryPrimitives.ReadUInt16LittleEndian(from[4..]),
        BinaryPrimitives.ReadUInt16LittleEndian(from[6..]));

    /// <summary>A link that the host wants.</summary>
    /// <param name="Address">With whom; null: with anybody on the accept list.</param>
    /// <param name="Own">The address that it is asked for with.</param>
    /// <param name="Timing">Its timing.</param>
    private sealed record WantedLink(BluetoothAddress? Address, BluetoothAddress Own, ConnectionTiming Timing);
}
