using System.Text;
using O2X.Links;
using O2X.VirtualAir.Gatt;
using O2X.VirtualAir.Hci;
using O2X.Vehicles.OpenLink;

namespace O2X.VirtualAir.Cars;

/// <summary>One central's link to a car: the simulator's link on one side, the air's on the other.</summary>
internal sealed class CarGatt : ILinkSink, IGattValues
{
    private const int TypeMask = 0x0F;
    private const int MeasurementsType = 2;

    private readonly AirLine _line;
    private readonly CancellationTokenSource _given = new();
    private Task<ILink>? _connecting;

    public CarGatt(AirLine line, AirLink link, GattTable table, ushort mostMtu)
    {
        _line = line;
        End = new GattEnd(line, link, table, this, mostMtu) { Ended = GiveUp };
    }

    public GattEnd End { get; }

    /// <summary>Cancelled when nobody wants the simulator's link any more.</summary>
    public CancellationToken Given => _given.Token;

    public void Attach(Task<ILink> connecting) => _connecting = connecting;

    public void GiveUp()
    {
        _given.Cancel();
        if (_connecting is { IsCompletedSuccessfully: true }) _ = _connecting.Result.DisposeAsync().AsTask();
    }

    public bool TryWrite(ReadOnlySpan<byte> packet, long timestamp)
    {
        var value = packet.ToArray();
        var characteristic = (value[0] & TypeMask) == MeasurementsType ? OpenLinkUuids.Measurements : OpenLinkUuids.Information;
        _line.Post(() => End.Notify(characteristic, value));
        return true;
    }

    public ValueTask<bool> DrainedAsync(CancellationToken cancellationToken) => ValueTask.FromResult(false);

    public void OnClosed(LinkFault fault) => _line.Post(() =>
    {
        if (fault.Reason == LinkLossReason.PeerTerminated) End.Link.Close(End, HciStatus.RemoteUserTerminated);
        else End.Link.Lose();
    });

    public Task<byte[]> ReadAsync(Guid characteristic) =>
        characteristic == GattUuids.DeviceName
            ? Task.FromResult(Encoding.UTF8.GetBytes(OpenLinkAdvert.LocalName))
            : AskAsync(AttError.ReadNotPermitted, link => link.ReadAsync(characteristic, Given));

    public Task WriteAsync(Guid characteristic, byte[] value) => AskAsync(AttError.WriteNotPermitted, async link =>
    {
        await link.WriteAsync(characteristic, value, Given);
        return true;
    });

    // The simulator's dongle cannot be told to stop; what it sends then nobody has asked for.
    public Task NotifyAsync(Guid characteristic, bool on) => !on ? Task.CompletedTask : AskAsync(AttError.RequestNotSupported, async link =>
    {
        await link.SubscribeAsync(characteristic, Given);
        return true;
    });

    private async Task<T> AskAsync<T>(AttError unsupported, Func<IGattLink, Task<T>> ask)
    {
        try
        {
            return await ask((IGattLink)await _connecting!);
        }
        catch (LinkException e)
        {
            throw new AttException(e.Fault switch
            {
                { Code: { } code } => (AttError)code,
                { Reason: LinkLossReason.NotSupported } => unsupported,
                { Reason: LinkLossReason.Authentication } => AttError.InsufficientAuthentication,
                _ => AttError.UnlikelyError,
            });
        }
        catch (OperationCanceledException)
        {
            throw new AttException(AttError.UnlikelyError);
        }
    }
}
