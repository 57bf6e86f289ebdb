using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Tests.Fakes;

/// <summary>How the devices of a fake adapter are paired with.</summary>
internal sealed class FakePairing(FakeBlueZ blueZ, FakeAgents agents)
{
    private TaskCompletionSource? _cancelled;

    /// <summary>The passkey that the device shows; null: it shows none, and pairs by Just Works.</summary>
    public uint? Passkey { get; set; } = 12345;

    /// <summary>Whether it wants a number to be compared instead.</summary>
    public bool WantsComparison { get; set; }

    /// <summary>The error that it refuses with, before anything is asked.</summary>
    public string? Refusal { get; set; }

    /// <summary>The error that BlueZ answers with although the bond is there: the services were not found.</summary>
    public string? LateFailure { get; set; }

    public async Task PairAsync(string device, MethodContext context)
    {
        if (Refusal is { } refusal) throw new DBusException(refusal, "injected");
        _cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        blueZ.Set(device, BlueZNames.Device, new() { ["Connected"] = true });
        var agent = agents.Of(context.Request.SenderAsString)!;
        if (!await AskAsync(agent, device))
        {
            blueZ.Set(device, BlueZNames.Device, new() { ["Connected"] = false });
            throw new DBusException(_cancelled.Task.IsCompleted ? "org.bluez.Error.AuthenticationCanceled" : "org.bluez.Error.AuthenticationFailed", "injected");
        }

        blueZ.Set(device, BlueZNames.Device, new() { ["Bonded"] = true, ["Paired"] = true });
        if (LateFailure is { } failure) throw new DBusException(failure, "injected");
        FakeBlueZ.Reply(context);
    }

    public async Task CancelAsync(string device, MethodContext context)
    {
        _cancelled?.TrySetResult();
        FakeBlueZ.Reply(context);
        if (agents.All is [.., var agent]) await agents.CancelAsync(agent);
    }

    private async Task<bool> AskAsync(FakeAgent agent, string device)
    {
        try
        {
            if (WantsComparison) await agents.RequestConfirmationAsync(agent, device);
            return Passkey is not { } passkey || await agents.RequestPasskeyAsync(agent, device) == passkey;
        }
        catch (Exception refused) when (refused is DBusException or DBusConnectionClosedException)
        {
            return false;
        }
    }
}
