namespace O2X.Gateway.Security.VehicleData;

/// <summary>Holds what an archive writes at once, until it can be sent on without holding up a thread.</summary>
internal sealed class ExportSpool(Stream output) : Stream
{
    private const int Enough = 64 * 1024;

    private readonly MemoryStream _waiting = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Sends on what waits, when it is enough or the end.</summary>
    public async ValueTask SendAsync(bool isEnd, CancellationToken cancellationToken)
    {
        if (_waiting.Length < Enough && !isEnd) return;
        await output.WriteAsync(_waiting.GetBuffer().AsMemory(0, (int)_waiting.Length), cancellationToken).ConfigureAwait(false);
        _waiting.SetLength(0);
    }

    public override void Write(byte[] buffer, int offset, int count) => _waiting.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => _waiting.Write(buffer);

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _waiting.Dispose();
        base.Dispose(disposing);
    }
}
