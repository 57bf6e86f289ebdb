using System.Text;
using O2X.Links;
using O2X.Vehicles.Anonymising;
using O2X.Vehicles.Can;

namespace O2X.Cli.Capture;

/// <summary>Takes the frames of a bus and records each, known or not, as <c>candump -L</c> does.</summary>
internal sealed class CandumpRecorder(string interfaceName, TimeProvider clock, LineSpool spool, CaptureMeter meter, Anonymiser? anonymiser) : ILinkSink
{
    private readonly byte[] _interface = Encoding.ASCII.GetBytes(interfaceName);
    private readonly byte[] _line = new byte[CandumpFormat.MaxLineLength + 1];
    private TaskCompletionSource<LinkFault> _closed = new();

    /// <summary>Makes ready for the next link; the task completes when that has ended by itself.</summary>
    public Task<LinkFault> Begin() => (_closed = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public bool TryWrite(ReadOnlySpan<byte> packet, long timestamp)
    {
        if (!CanFrame.TryRead(packet, out var frame)) return true;
        if (anonymiser is not null) frame = anonymiser.Replace(frame);
        if (!CandumpFormat.TryFormat(new CanLogEntry(clock.GetUtcNow().UtcTicks, frame), _interface, _line, out var length)) return true;
        _line[length] = (byte)'\n';
        if (spool.TryAdd(_line.AsSpan(0, length + 1))) meter.Count();
        return true;
    }

    public ValueTask<bool> DrainedAsync(CancellationToken cancellationToken) => ValueTask.FromResult(true);

    public void OnClosed(LinkFault fault) => _closed.TrySetResult(fault);
}
