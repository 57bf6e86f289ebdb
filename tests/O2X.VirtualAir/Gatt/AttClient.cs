using System.Buffers.Binary;
using O2X.VirtualAir.Hci;

namespace O2X.VirtualAir.Gatt;

/// <summary>The central's end of a link, with a client of the attribute protocol on it: one request after the other, at the least MTU.</summary>
internal sealed class AttClient(AirLine line, AirLink link) : ILinkEnd
{
    private const byte Error = 0x01;
    private const byte LastRequest = 0x18;
    private const byte CommandFlag = 0x40;

    private readonly AttFrames _frames = new();
    private TaskCompletionSource<byte[]>? _pending;

    public void OnData(ReadOnlySpan<byte> piece, bool starts)
    {
        switch (_frames.Take(piece, starts))
        {
            case [var op, ..] when (op & 1) == 0 && op <= LastRequest && (op & CommandFlag) == 0:
                // The other side asks too; there is nothing here to be found.
                link.Send(this, AttFrames.Of([Error, op, 0, 0, (byte)AttError.RequestNotSupported]), starts: true);
                break;
            case [<= LastRequest, ..] response:
                _pending?.TrySetResult(response);
                break;
        }
    }

    public void OnEnded(HciStatus reason) => _pending?.TrySetException(new IOException($"the link ended: {reason}"));

    /// <summary>Finds the characteristics: handle of the value, properties and UUID of each.</summary>
    public async Task<List<(ushort Handle, byte Properties, Guid Uuid)>> DiscoverAsync()
    {
        List<(ushort Handle, byte Properties, Guid Uuid)> found = [];
        ushort from = 1;
        while (await AskAsync([0x08, (byte)from, (byte)(from >> 8), 0xFF, 0xFF, .. GattUuids.ToBytes(GattUuids.Characteristic)]) is [0x09, var length, .. var list])
        {
            for (var at = 0; at + length <= list.Length; at += length)
            {
                var entry = list.AsSpan(at, length);
                found.Add((BinaryPrimitives.ReadUInt16LittleEndian(entry[3..]), entry[2], GattUuids.Read(entry[5..])));
            }

            from = found[^1].Handle;
        }

        return found;
    }

    public Task<byte[]> ReadAsync(ushort handle) => AskAsync([0x0A, (byte)handle, (byte)(handle >> 8)]);

    public Task<byte[]> WriteAsync(int handle, params byte[] value) => AskAsync([0x12, (byte)handle, (byte)(handle >> 8), .. value]);

    /// <summary>Sends a request and waits for its response.</summary>
    private async Task<byte[]> AskAsync(byte[] request)
    {
        var response = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        await line.AskAsync(() =>
        {
            _pending = response;
            link.Send(this, AttFrames.Of(request), starts: true);
            return true;
        });
        return await response.Task;
    }
}
