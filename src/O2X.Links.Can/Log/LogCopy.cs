using O2X.Links.Recording;
using O2X.Vehicles.Anonymising;
using O2X.Vehicles.Can;

namespace O2X.Links.Can.Log;

/// <summary>
/// Copies a log into the format that is recorded in: a log of a bus into <see cref="CandumpFormat"/>, with the interface <c>can0</c>
/// and its times to the microsecond, a recording of packets into <see cref="PacketLogFormat"/>. Notes and lines that cannot be read are
/// left out.
/// </summary>
/// <remarks>Unlike a replay it keeps the log's own times, also where they run back.</remarks>
public sealed class LogCopy
{
    private const int BufferSize = 64 * 1024;

    private readonly LogFile _file;
    private readonly Anonymiser? _anonymiser;
    private readonly Stream _destination;
    private readonly byte[] _buffer = new byte[BufferSize];
    private int _filled;

    /// <summary>Looks at a log.</summary>
    /// <param name="path">The log.</param>
    /// <param name="destination">Takes the copy.</param>
    /// <param name="anonymiser">Replaces what identifies the vehicle; null: nothing is changed.</param>
    /// <exception cref="LinkException">The log cannot be used; the fault says why.</exception>
    public LogCopy(string path, Stream destination, Anonymiser? anonymiser = null)
    {
        ArgumentNullException.ThrowIfNull(destination);
        (_file, _destination, _anonymiser) = (LogFile.Inspect(path), destination, anonymiser);
        if (_file.State.Availability != Availability.On) throw new LinkException(_file.Fault);
    }

    /// <summary>Copies the log, or as much of it as there is time for.</summary>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>What was in the log.</returns>
    /// <exception cref="IOException">The log could not be read on, or the copy not be written.</exception>
    public LogStatistics Run(CancellationToken cancellationToken = default)
    {
        using var playlist = new LogPlaylist(_file);
        if (_file.Recording is { } recording) CopyRecording(playlist, recording, cancellationToken);
        else CopyBus(playlist, cancellationToken);
        Flush();
        return playlist.Count(unheard: 0);
    }

    private void CopyBus(LogPlaylist playlist, CancellationToken cancellationToken)
    {
        Span<byte> line = stackalloc byte[CandumpFormat.MaxLineLength + 1];
        while (!cancellationToken.IsCancellationRequested && playlist.Read() is { Kind: not LogItemKind.End } item)
        {
            if (item.Kind != LogItemKind.Frame) continue;
            var frame = _anonymiser?.Replace(item.Entry.Frame) ?? item.Entry.Frame;
            var time = Math.Max(item.Entry.Timestamp, DateTime.UnixEpoch.Ticks);
            CandumpFormat.TryFormat(new CanLogEntry(time, frame), "can0"u8, line, out var length);
            line[length] = (byte)'\n';
            Write(line[..(length + 1)]);
        }
    }

    private void CopyRecording(LogPlaylist playlist, PacketLogHeader header, CancellationToken cancellationToken)
    {
        var writer = new PacketLogWriter(_anonymiser);
        Write(writer.Header(header));
        while (!cancellationToken.IsCancellationRequested && playlist.Read() is { Kind: not LogItemKind.End } item)
        {
            var at = item.Link.At;
            switch (item.Kind)
            {
                case LogItemKind.Packet:
                    Write(writer.Packet(at, item.Packet.Span));
                    break;
                case LogItemKind.Connected:
                    Write(writer.Connected(at, item.Link.Sighting!));
                    break;
                case LogItemKind.Lost:
                    Write(writer.Lost(at, item.Link.Fault!));
                    break;
                case LogItemKind.Passage:
                    Write(writer.Ended(at));
                    break;
            }
        }
    }

    private void Write(ReadOnlySpan<byte> line)
    {
        if (line.Length > _buffer.Length - _filled) Flush();
        line.CopyTo(_buffer.AsSpan(_filled));
        _filled += line.Length;
    }

    private void Flush()
    {
        _destination.Write(_buffer.AsSpan(0, _filled));
        _filled = 0;
    }
}
