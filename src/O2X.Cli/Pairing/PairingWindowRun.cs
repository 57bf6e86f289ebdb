using System.Threading.Channels;
using O2X.Cli.Output;
using O2X.Links;
using O2X.Links.BlueZ;
using O2X.Links.BlueZ.Pairing;

namespace O2X.Cli.Pairing;

/// <summary>One pairing window from its beginning to its end.</summary>
/// <param name="request">What was asked for.</param>
/// <param name="terminal">What surrounds it.</param>
internal sealed class PairingWindowRun(PairingWindowRequest request, Terminal terminal)
{
    /// <summary>Opens a window, and closes it when it is cancelled.</summary>
    public delegate Task<string?> Window(Action<PairingWindowNotice> tell, CancellationToken cancellationToken);

    /// <summary>Opens the window of this machine's adapter.</summary>
    public Task<Outcome> RunAsync() => RunAsync((tell, stop) =>
        new BlueZPairingWindow(new BlueZOptions { Adapter = request.Adapter }, terminal.Time).RunAsync(request.For, tell, stop));

    /// <summary>Opens a window.</summary>
    public async Task<Outcome> RunAsync(Window window)
    {
        var output = new PairingWindowOutput(request, terminal);
        var notices = Channel.CreateUnbounded<PairingWindowNotice>();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(terminal.Stop);
        var writing = WriteAllAsync(notices.Reader, output, end);
        try
        {
            string? paired;
            try
            {
                paired = await window(notice => notices.Writer.TryWrite(notice), end.Token).ConfigureAwait(false);
            }
            finally
            {
                // What happened before the end is told before it.
                notices.Writer.Complete();
                await writing.ConfigureAwait(false);
            }

            output.Ended(paired);
            return paired is not null
                ? Outcome.Done
                : new(ExitCode.ScanTimeout, $"Nobody paired within {Wording.Duration(request.For)}. Open the window anew, and run o2x pair ADDRESS on the other machine meanwhile.");
        }
        catch (LinkException failure)
        {
            return new(ExitCode.SourceUnusable, Wording.Of(failure.Fault));
        }
        catch (OperationCanceledException) when (terminal.Stop.IsCancellationRequested)
        {
            return Outcome.Done;
        }
    }

    private static async Task WriteAllAsync(ChannelReader<PairingWindowNotice> notices, PairingWindowOutput output, CancellationTokenSource end)
    {
        try
        {
            await foreach (var notice in notices.ReadAllAsync().ConfigureAwait(false)) output.Tell(notice);
        }
        catch (IOException)
        {
            // A passkey that nobody sees is of no use.
            await end.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }
}
