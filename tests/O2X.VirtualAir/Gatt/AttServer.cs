using System.Buffers.Binary;

namespace O2X.VirtualAir.Gatt;

/// <summary>The server's side of the attribute protocol for one client: a request in, a response out.</summary>
/// <param name="table">What the server has.</param>
/// <param name="values">What is behind it.</param>
/// <param name="mostMtu">The largest MTU that the server agrees to.</param>
internal sealed class AttServer(GattTable table, IGattValues values, ushort mostMtu)
{
    public const ushort DefaultMtu = 23;

    private const byte CommandFlag = 0x40;
    private readonly HashSet<Guid> _notifying = [];

    private enum Op : byte
    {
        Error = 0x01,
        ExchangeMtu = 0x02,
        FindInformation = 0x04,
        ReadByType = 0x08,
        Read = 0x0A,
        ReadBlob = 0x0C,
        ReadByGroupType = 0x10,
        Write = 0x12,
        Notification = 0x1B,
        Confirmation = 0x1E,
        WriteCommand = 0x52,
    }

    /// <summary>The MTU that both sides agreed to.</summary>
    public ushort Mtu { get; private set; } = DefaultMtu;

    /// <summary>Answers a request; null when there is nothing to be said.</summary>
    public async Task<byte[]?> AnswerAsync(byte[] request)
    {
        if (request.Length == 0) return null;
        var op = (Op)request[0];
        var isSilent = (request[0] & CommandFlag) != 0 || op == Op.Confirmation;
        try
        {
            var answer = await AnswerAsync(op, request.AsMemory(1));
            return isSilent ? null : answer;
        }
        catch (AttException refusal)
        {
            var handle = request.Length >= 3 && op != Op.ExchangeMtu ? request.AsSpan(1, 2) : [0, 0];
            return isSilent ? null : [(byte)Op.Error, request[0], .. handle, (byte)refusal.Error];
        }
    }

    /// <summary>A notification of a characteristic; null when the client has not asked for it.</summary>
    public byte[]? Notify(Guid characteristic, ReadOnlySpan<byte> value)
    {
        if (!_notifying.Contains(characteristic)) return null;
        var handle = table.HandleOf(characteristic);
        return [(byte)Op.Notification, (byte)handle, (byte)(handle >> 8), .. value[..Math.Min(value.Length, Mtu - 3)]];
    }

    private Task<byte[]> AnswerAsync(Op op, ReadOnlyMemory<byte> parameters) => (op, parameters.Length) switch
    {
        (Op.ExchangeMtu, 2) => Task.FromResult(ExchangeMtu(parameters.Span)),
        (Op.FindInformation, 4) => Task.FromResult(FindInformation(parameters.Span)),
        (Op.ReadByGroupType, 6 or 20) => Task.FromResult(ReadByGroupType(parameters.Span)),
        (Op.ReadByType, 6 or 20) => ReadByTypeAsync(parameters),
        (Op.Read, 2) => ReadAsync(Op.Read, parameters, 0),
        (Op.ReadBlob, 4) => ReadAsync(Op.ReadBlob, parameters, BinaryPrimitives.ReadUInt16LittleEndian(parameters.Span[2..])),
        (Op.Write or Op.WriteCommand, >= 2) => WriteAsync(parameters),
        (Op.Confirmation, 0) => Task.FromResult<byte[]>([]),
        _ => throw new AttException(Enum.IsDefined(op) ? AttError.InvalidPdu : AttError.RequestNotSupported),
    };

    private byte[] ExchangeMtu(ReadOnlySpan<byte> parameters)
    {
        Mtu = Math.Max(DefaultMtu, Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(parameters), mostMtu));
        return [(byte)Op.ExchangeMtu + 1, (byte)mostMtu, (byte)(mostMtu >> 8)];
    }

    private byte[] FindInformation(ReadOnlySpan<byte> parameters)
    {
        const byte shortForm = 1, longForm = 2;
        List<byte> answer = [(byte)Op.FindInformation + 1, 0];
        foreach (var attribute in Range(parameters))
        {
            var type = GattUuids.ToBytes(attribute.Type);
            var form = type.Length == 2 ? shortForm : longForm;
            if (answer.Count > 2 && (form != answer[1] || answer.Count + 2 + type.Length > Mtu)) break;
            answer[1] = form;
            answer.AddRange([(byte)attribute.Handle, (byte)(attribute.Handle >> 8), .. type]);
        }

        return answer.Count > 2 ? [.. answer] : throw new AttException(AttError.AttributeNotFound);
    }

    private byte[] ReadByGroupType(ReadOnlySpan<byte> parameters)
    {
        var type = GattUuids.Read(parameters[4..]);
        if (type != GattUuids.PrimaryService) throw new AttException(AttError.UnsupportedGroupType);
        return List(Op.ReadByGroupType, Range(parameters).Where(attribute => attribute.Type == type).Select(service =>
            (byte[])[(byte)service.Handle, (byte)(service.Handle >> 8), (byte)service.LastOfService, (byte)(service.LastOfService >> 8), .. service.Value]));
    }

    private async Task<byte[]> ReadByTypeAsync(ReadOnlyMemory<byte> parameters)
    {
        var type = GattUuids.Read(parameters.Span[4..]);
        List<byte[]> items = [];
        foreach (var attribute in Range(parameters.Span).Where(attribute => attribute.Type == type).ToList())
            items.Add([(byte)attribute.Handle, (byte)(attribute.Handle >> 8), .. await ValueOfAsync(attribute)]);
        return List(Op.ReadByType, items);
    }

    private byte[] List(Op op, IEnumerable<byte[]> items)
    {
        List<byte> answer = [(byte)(op + 1), 0];
        foreach (var item in items)
        {
            var whole = item.AsSpan(0, Math.Min(item.Length, Mtu - 2));
            if (answer.Count > 2 && (whole.Length != answer[1] || answer.Count + whole.Length > Mtu)) break;
            answer[1] = (byte)whole.Length;
            answer.AddRange(whole);
        }

        return answer.Count > 2 ? [.. answer] : throw new AttException(AttError.AttributeNotFound);
    }

    private async Task<byte[]> ReadAsync(Op op, ReadOnlyMemory<byte> parameters, ushort offset)
    {
        var value = await ValueOfAsync(Find(parameters.Span));
        if (offset > value.Length) throw new AttException(AttError.InvalidOffset);
        return [(byte)(op + 1), .. value.AsSpan(offset, Math.Min(value.Length - offset, Mtu - 1))];
    }

    private Task<byte[]> ValueOfAsync(GattAttribute attribute) => attribute.Kind switch
    {
        AttributeKind.Configuration => Task.FromResult<byte[]>([(byte)(_notifying.Contains(attribute.Characteristic!.Uuid) ? 1 : 0), 0]),
        AttributeKind.Value when !attribute.Characteristic!.Properties.HasFlag(GattProperties.Read) => throw new AttException(AttError.ReadNotPermitted),
        AttributeKind.Value => values.ReadAsync(attribute.Type),
        _ => Task.FromResult(attribute.Value),
    };

    private async Task<byte[]> WriteAsync(ReadOnlyMemory<byte> parameters)
    {
        var attribute = Find(parameters.Span);
        var value = parameters[2..].ToArray();
        switch (attribute.Kind)
        {
            case AttributeKind.Configuration when value.Length == 2:
                var characteristic = attribute.Characteristic!.Uuid;
                var on = (value[0] & 1) != 0;
                await values.NotifyAsync(characteristic, on);
                _ = on ? _notifying.Add(characteristic) : _notifying.Remove(characteristic);
                break;
            case AttributeKind.Configuration:
                throw new AttException(AttError.InvalidLength);
            case AttributeKind.Value when attribute.Characteristic!.Properties.HasFlag(GattProperties.Write):
                await values.WriteAsync(attribute.Type, value);
                break;
            default:
                throw new AttException(AttError.WriteNotPermitted);
        }

        return [(byte)Op.Write + 1];
    }

    private IEnumerable<GattAttribute> Range(ReadOnlySpan<byte> parameters)
    {
        var first = BinaryPrimitives.ReadUInt16LittleEndian(parameters);
        var last = BinaryPrimitives.ReadUInt16LittleEndian(parameters[2..]);
        return first != 0 && first <= last ? table.Range(first, last) : throw new AttException(AttError.InvalidHandle);
    }

    private GattAttribute Find(ReadOnlySpan<byte> parameters) =>
        table.Find(BinaryPrimitives.ReadUInt16LittleEndian(parameters)) ?? throw new AttException(AttError.InvalidHandle);
}
