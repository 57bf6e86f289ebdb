using System.Text;
using O2X.Cli.Output;
using O2X.Links;
using O2X.Links.BlueZ;
using O2X.Links.BlueZ.Pairing;

namespace O2X.Cli.Pairing;

/// <summary>One pairing with a dongle from its beginning to its end.</summary>
/// <param name="request">What was asked for.</param>
/// <param name="terminal">What surrounds it.</param>
internal sealed class PairRun(PairRequest request, Terminal terminal)
{
    /// <summary>Pairs with the dongle.</summary>
    public delegate Task<PairingOutcome> Pairing(Func<CancellationToken, Task<int?>> passkey, Action<PairingStep> tell, CancellationToken cancellationToken);

    /// <summary>Pairs by this machine's adapter.</summary>
    public Task<Outcome> RunAsync() => RunAsync((passkey, tell, stop) =>
        new BlueZPairing(new BlueZOptions { Adapter = request.Adapter }, terminal.Time).PairAsync(request.Address, passkey, tell, stop));

    /// <summary>Pairs.</summary>
    public async Task<Outcome> RunAsync(Pairing pairing)
    {
        var prompt = new PasskeyPrompt(request, terminal);
        try
        {
            var outcome = await pairing(prompt.AskAsync, Say, terminal.Stop).ConfigureAwait(false);
            Print(outcome == PairingOutcome.Paired
                ? $"Paired with {request.Address}."
                : $"{request.Address} is paired already. If it lets this machine in no more: bluetoothctl remove {request.Address}, and o2x pair {request.Address} anew.");
            return Outcome.Done;
        }
        catch (LinkException failure)
        {
            var code = failure.Fault.Reason is LinkLossReason.AdapterOff or LinkLossReason.PermissionMissing ? ExitCode.SourceUnusable : ExitCode.ScanTimeout;
            var advice = failure.Fault.Advice?.Replace("ADDRESS", request.Address, StringComparison.Ordinal);
            return new(code, Harmless.Of(Wording.Of(failure.Fault with { Advice = advice }) ?? ""));
        }
        catch (OperationCanceledException) when (terminal.Stop.IsCancellationRequested)
        {
            return Outcome.Done;
        }
    }

    private void Say(PairingStep step) => terminal.Error.WriteLine(step == PairingStep.Searching
        ? $"o2x: Searching for {request.Address}."
        : $"o2x: Pairing with {request.Address}.");

    private void Print(string line)
    {
        terminal.Output.Write(Encoding.UTF8.GetBytes(line + "\n"));
        terminal.Output.Flush();
    }
}
