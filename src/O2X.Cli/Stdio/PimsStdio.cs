using System.Buffers;
using System.IO.Pipelines;
using O2X.Actors;
using O2X.Cli.Output;

namespace O2X.Cli.Stdio;

/// <summary>
/// The facade over two streams, as JSON lines. Calls are begun in the order of their lines; at the end of the input those that are
/// under way are answered, then everything is released.
/// </summary>
internal sealed class PimsStdio(Pims facade, Stream input, PimsOutput output)
{
    /// <summary>The most bytes of a line.</summary>
    public const int LongestLine = 64 * 1024;

    /// <summary>The most calls that wait for their answers; then no line is read.</summary>
    private const int MostCalls = 64;

    private readonly List<Task> _calls = [];

    /// <summary>Works until the input ends, the output is broken, or it is told to stop.</summary>
    public async Task<Outcome> RunAsync(CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var reading = ReadAsync(end.Token);
        await Task.WhenAny(reading, output.Broken).ConfigureAwait(false);
        await end.CancelAsync().ConfigureAwait(false);
        if (!output.Broken.IsCompleted && !stop.IsCancellationRequested) await Task.WhenAny(Task.WhenAll(_calls), output.Broken).ConfigureAwait(false);
        await facade.DisposeAsync().ConfigureAwait(false);

        if (output.Broken.IsCompleted)
        {
            var problem = await output.Broken.ConfigureAwait(false);
            return StandardOutput.IsBrokenPipe(problem) ? Outcome.Done : new Outcome(ExitCode.SourceUnusable, problem.Message);
        }

        return Outcome.Done;
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(input, new StreamPipeReaderOptions(leaveOpen: true));
        var isSkipping = false;
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                var buffer = read.Buffer;
                while (TryTakeLine(ref buffer, read.IsCompleted, out var line))
                {
                    if (!isSkipping) await TakeAsync(line).ConfigureAwait(false);
                    isSkipping = false;
                }

                if (buffer.Length > LongestLine)
                {
                    if (!isSkipping) Answer(PimsLine.TooLong(LongestLine));
                    isSkipping = true;
                    buffer = buffer.Slice(buffer.End);
                }

                reader.AdvanceTo(buffer.Start, buffer.End);
                if (read.IsCompleted) return;
            }
        }
        catch (Exception problem) when (problem is IOException or OperationCanceledException)
        {
            // Input that breaks has ended.
        }
    }

    // The last line needs no end.
    private static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, bool isCompleted, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            return true;
        }

        line = buffer;
        if (!isCompleted || buffer.IsEmpty) return false;
        buffer = buffer.Slice(buffer.End);
        return true;
    }

    private async Task TakeAsync(ReadOnlySequence<byte> bytes)
    {
        if (IsBlank(bytes)) return;
        var line = bytes.Length > LongestLine ? PimsLine.TooLong(LongestLine) : PimsLine.Read(bytes);
        if (line.Error is not null)
        {
            Answer(line);
            return;
        }

        _calls.RemoveAll(call => call.IsCompleted);
        while (_calls.Count >= MostCalls)
        {
            await Task.WhenAny(_calls).ConfigureAwait(false);
            _calls.RemoveAll(call => call.IsCompleted);
        }

        _calls.Add(Call(line, message => output.Message(line.Id, message)));
    }

    private Task<PimsMessage> Call(PimsLine line, Action<PimsMessage> callback) => line.Method switch
    {
        "initialize" => facade.Initialize(line.Parameters, callback),
        "release" => facade.Release(callback),
        "get" => facade.Get(line.Api, line.Parameters, callback),
        "set" => facade.Set(line.Api, line.Parameters, callback),
        "subscribe" => facade.Subscribe(line.Api, line.Parameters, callback),
        _ => facade.Unsubscribe(line.Api, callback),
    };

    private void Answer(PimsLine line) => output.Error(line.Id, line.Error!);

    private static bool IsBlank(ReadOnlySequence<byte> line)
    {
        foreach (var part in line)
        {
            if (part.Span.ContainsAnyExcept(" \t\r"u8)) return false;
        }

        return true;
    }
}
