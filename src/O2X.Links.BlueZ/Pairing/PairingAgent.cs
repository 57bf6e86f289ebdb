using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.DBus;
using O2X.Links.BlueZ.Peripheral;

namespace O2X.Links.BlueZ.Pairing;

/// <summary>
/// The object that BlueZ asks while something pairs. It knows passkeys alone: whatever is paired without one (Just Works, which BlueZ calls
/// an authorization), by a comparison, or by a PIN of classic Bluetooth is refused.
/// </summary>
internal sealed class PairingAgent(IAgentDuties duties) : IPathMethodHandler, IDisposable
{
    public const string AgentPath = "/org/o2x/agent";

    private const string Interface = "org.bluez.Agent1";

    private readonly Lock _gate = new();
    private CancellationTokenSource? _asking;

    public string Path => AgentPath;

    public bool HandlesChildPaths => false;

    public ValueTask HandleMethodAsync(MethodContext context)
    {
        if (context.Request.InterfaceAsString != Interface) return ValueTask.CompletedTask;
        var reader = context.Request.GetBodyReader();
        switch (context.Request.MemberAsString)
        {
            case "DisplayPasskey":
                duties.Show(reader.ReadObjectPathAsString(), reader.ReadUInt32());
                context.Reply();
                break;
            case "RequestPasskey":
                return AnswerAsync(context, reader.ReadObjectPathAsString());
            case "RequestConfirmation" or "RequestAuthorization" or "AuthorizeService" or "RequestPinCode" or "DisplayPinCode":
                context.ReplyError(BlueZErrors.Rejected, "Only pairing with a passkey is allowed.");
                duties.Refused(reader.ReadObjectPathAsString(), context.Request.MemberAsString!);
                break;
            case "Cancel" or "Release":
                Cancel();
                context.Reply();
                break;
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Ends the asking.</summary>
    public void Dispose() => Cancel();

    private async ValueTask AnswerAsync(MethodContext context, string device)
    {
        using var asking = new CancellationTokenSource();
        lock (_gate) _asking = asking;
        uint? passkey = null;
        try
        {
            passkey = await duties.AskAsync(device, asking.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Nobody waits for it any more.
        }
        finally
        {
            lock (_gate)
            {
                if (_asking == asking) _asking = null;
            }
        }

        if (passkey is { } digits) context.Reply("u", writer => writer.WriteUInt32(digits));
        else if (asking.IsCancellationRequested) context.ReplyError(BlueZErrors.Canceled, "The pairing was cancelled.");
        else context.ReplyError(BlueZErrors.Rejected, "There is no passkey.");
    }

    private void Cancel()
    {
        // Those who wait go on elsewhere, not under the lock and not on the bus's thread.
        lock (_gate) _ = _asking?.CancelAsync();
    }
}
