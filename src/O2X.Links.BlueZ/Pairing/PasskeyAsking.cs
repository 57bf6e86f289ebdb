namespace O2X.Links.BlueZ.Pairing;

/// <summary>Asks a person for the passkey of the one device that is paired with, once; whatever else is wanted is refused.</summary>
internal sealed class PasskeyAsking(string device, Func<CancellationToken, Task<int?>> passkey, TimeSpan limit, TimeProvider clock) : IAgentDuties
{
    private const int Largest = 999_999;

    private volatile PasskeyState _state;

    /// <summary>How far it is.</summary>
    public PasskeyState State => _state;

    public void Show(string other, uint shown) => Refused(other, "DisplayPasskey");

    public async Task<uint?> AskAsync(string other, CancellationToken cancelled)
    {
        if (other != device || _state != PasskeyState.NotAsked) return null;
        _state = PasskeyState.Asked;
        using var late = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancelled, late.Token);
        try
        {
            // Whoever asks a person may block, and may not notice that nobody waits any more.
            var given = await Task.Run(() => passkey(either.Token), CancellationToken.None).WaitAsync(either.Token).ConfigureAwait(false);
            _state = given is >= 0 and <= Largest ? PasskeyState.Given : PasskeyState.Missing;
            return _state == PasskeyState.Given ? (uint)given! : null;
        }
        catch (OperationCanceledException) when (!cancelled.IsCancellationRequested)
        {
            _state = late.IsCancellationRequested ? PasskeyState.Late : PasskeyState.Missing;
            return null;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // Whoever cannot be asked gives none.
            _state = PasskeyState.Missing;
            return null;
        }
    }

    public void Refused(string other, string request)
    {
        if (other == device) _state = PasskeyState.Other;
    }
}
