using System.Collections.Immutable;
using O2X.Links;

namespace O2X.Simulator.Radio;

public sealed partial class VirtualRadio
{
    private readonly TransportStateSource _state = new(TransportState.On);
    private readonly Lock _changing = new();
    private bool _present = true;
    private bool _permitted = true;
    private bool _powered = true;
    private bool _disposed;

    /// <inheritdoc/>
    public IObservable<TransportState> State => _state;

    private Availability Availability =>
        !_present ? Availability.Absent
        : !_permitted ? Availability.NoPermission
        : !_powered ? Availability.Off
        : Availability.On;

    private LinkFault? Unusable =>
        _disposed ? new LinkFault(LinkLossReason.Shutdown, "The simulated radio was disposed of.")
        : Availability switch
        {
            Availability.On => null,
            Availability.NoPermission => new LinkFault(LinkLossReason.PermissionMissing, Described.Detail, Described.Advice),
            _ => new LinkFault(LinkLossReason.AdapterOff, Described.Detail, Described.Advice),
        };

    private TransportState Described => Availability switch
    {
        Availability.On => TransportState.On,
        Availability.Absent => new TransportState(Availability.Absent, "There is no simulated radio.", "Plug it in."),
        Availability.NoPermission => new TransportState(Availability.NoPermission, "The simulated radio may not be used.", "Grant the permission."),
        _ => new TransportState(Availability.Off, "The simulated radio is off.", "Switch it on."),
    };

    /// <summary>Switches the radio on or off. Off ends all scans and links.</summary>
    public void Power(bool on) => Change(() => _powered = on);

    /// <summary>Grants or withdraws the permission to use the radio. Withdrawing ends all scans and links.</summary>
    public void Permission(bool granted) => Change(() => _permitted = granted);

    /// <summary>Takes the radio away, which ends all scans and links.</summary>
    public void Unplug() => Change(() => _present = false);

    /// <summary>Brings the radio back.</summary>
    public void PlugIn() => Change(() => _present = true);

    // Scans and links end before the state is told, as they do when a real radio goes. One change is told whole before the next.
    private void Change(Action change)
    {
        lock (_changing)
        {
            LinkFault? fault;
            TransportState state;
            ImmutableArray<VirtualScan> scans;
            ImmutableArray<PendingConnect> connects;
            ImmutableArray<VirtualDongle> dongles;
            lock (_gate)
            {
                change();
                (fault, state) = (Unusable, Described);
                (scans, connects, dongles) = (_scans, _pending, _dongles);
            }

            if (fault is not null)
            {
                foreach (var scan in scans) scan.End(fault);
                foreach (var connect in connects) connect.Fail(fault);
                foreach (var dongle in dongles) dongle.DropLink(fault);
            }

            _state.Publish(state);
        }
    }
}
