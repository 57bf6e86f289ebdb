using System.Globalization;
using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.Central;

namespace O2X.Links.BlueZ.Pairing;

/// <summary>What becomes of those who pair while a window is open, and of the window itself.</summary>
internal sealed class WindowWatch(BlueZBus bus, string adapter, Action<PairingWindowNotice> tell) : IAgentDuties, IBlueZListener
{
    private readonly Lock _gate = new();
    private readonly string _under = adapter + "/";
    private readonly Dictionary<string, uint> _shown = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isOpen;

    /// <summary>Completes with the address of the central that has paired, or with what ended the window.</summary>
    public Task<string> Ended => _ended.Task;

    /// <summary>Completes when a pairing has come to its end and no other is under way.</summary>
    public Task Settled => _settled.Task;

    /// <summary>Whether a passkey is being shown.</summary>
    public bool IsPairing
    {
        get
        {
            lock (_gate) return _shown.Count > 0;
        }
    }

    /// <summary>The window is open: if another closes it, it has ended.</summary>
    public void Begin()
    {
        lock (_gate) _isOpen = true;
    }

    /// <summary>The window is being closed: what is not shown yet is not shown any more.</summary>
    public void End()
    {
        lock (_gate) _isOpen = false;
    }

    public void Show(string device, uint passkey)
    {
        lock (_gate)
        {
            // The agent is the default one of all adapters.
            if (!_isOpen || !device.StartsWith(_under, StringComparison.Ordinal)) return;
            if (_shown.TryGetValue(device, out var shown) && shown == passkey) return;
            _shown[device] = passkey;
        }

        var known = IsBonded(device) ? "It is paired already; BlueZ does not tell whether it pairs anew" : null;
        tell(new(PairingWindowNoticeKind.Passkey, AddressOf(device), passkey.ToString("D6", CultureInfo.InvariantCulture), known));
    }

    public Task<uint?> AskAsync(string device, CancellationToken cancelled)
    {
        Refused(device, "RequestPasskey");
        return Task.FromResult<uint?>(null);
    }

    public void Refused(string device, string request)
    {
        var detail = request == "RequestAuthorization" ? "it wanted to pair without a passkey" : $"it wanted something else than a passkey ({request})";
        tell(new(PairingWindowNoticeKind.Refused, AddressOf(device), Detail: detail));
    }

    public void OnChange(in ObjectChange change)
    {
        if (change.Kind == ChangeKind.Reset) Fail(new(LinkLossReason.AdapterOff, "bluetoothd ended, or the bus did.", "systemctl status bluetooth tells how it fares."));
        else if (change.Path == adapter && change.Interface == BlueZNames.Adapter) OnAdapter(in change);
        else if (change.Interface == BlueZNames.Device && change.Path.StartsWith(_under, StringComparison.Ordinal)) OnDevice(in change);
    }

    private static bool Is(in ObjectChange change, string property, bool value) =>
        change.Properties.TryGetValue(property, out var told) && told.AsBool() == value;

    private void OnAdapter(in ObjectChange change)
    {
        if (change.Kind == ChangeKind.Removed || Is(in change, "Powered", false))
        {
            Fail(new(LinkLossReason.AdapterOff, $"{AdapterAssessment.NameOf(adapter)} is off, or gone."));
        }
        else if (Is(in change, PairableState.Pairable, false))
        {
            lock (_gate)
            {
                if (!_isOpen) return;
            }

            Fail(new(LinkLossReason.Unknown, "Another program closed the pairing window.", "See that no other one sets the adapter, and open the window anew."));
        }
    }

    private void Fail(LinkFault fault)
    {
        _ended.TrySetException(new LinkException(fault));
        // Where nobody waits for it any more, it is nobody's concern.
        _ = _ended.Task.Exception;
        _settled.TrySetResult();
    }

    private void OnDevice(in ObjectChange change)
    {
        // That there is a bond is told at once, that it is paired only when its services are known; older versions tell of the latter alone.
        var isPaired = Is(in change, "Bonded", true) || Is(in change, "Paired", true);
        var isGone = change.Kind == ChangeKind.Removed || Is(in change, "Connected", false);
        if (!isPaired && !isGone) return;
        bool isLast;
        lock (_gate)
        {
            // What no passkey was shown for is paired with by somebody else's doing.
            if (!_shown.Remove(change.Path)) return;
            isLast = _shown.Count == 0 && !_isOpen;
        }

        if (isPaired) _ended.TrySetResult(AddressOf(change.Path));
        else tell(new(PairingWindowNoticeKind.NotPaired, AddressOf(change.Path)));
        if (isPaired || isLast) _settled.TrySetResult();
    }

    private bool IsBonded(string device) =>
        bus.Objects.IsTrue(device, BlueZNames.Device, "Bonded") || bus.Objects.IsTrue(device, BlueZNames.Device, "Paired");

    // Of the path where the device is gone: it holds the address that the device came with.
    private string AddressOf(string device) =>
        bus.Objects.Text(device, BlueZNames.Device, "Address") ?? device.Split("/dev_")[^1].Replace('_', ':');
}
