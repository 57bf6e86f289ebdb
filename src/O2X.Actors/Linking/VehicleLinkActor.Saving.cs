using Akka.Actor;
using O2X.Actors.Storage;
using O2X.Vehicles;

namespace O2X.Actors.Linking;

// What survives a restart, and when it is written.
internal sealed partial class VehicleLinkActor
{
    // A log can be played again: a day of it must not be thousands of writes.
    private bool SavesOnTheWay => !_context.Source.IsLossless;

    private void ArmSaving()
    {
        if (SavesOnTheWay) _saveTimer.Start(_options.SaveInterval * 0.8);
    }

    /// <summary>The time has come. What a slow disk has not taken yet comes first: more would only queue up.</summary>
    private void SaveInTime()
    {
        if (!_context.Store.IsBusy) SaveInformation();
        ArmSaving();
    }

    private void SaveInformation()
    {
        if (SavesOnTheWay) Save(Received());
    }

    private StoredVehicle Received() => _seat.Stored with { Information = _board.LastInformation, History = _board.KeepOdometer() };

    private void Save(StoredVehicle stored)
    {
        if (stored == _seat.Stored && !_context.Store.HasFailed) return;
        _seat.Stored = stored;
        // Begun in this turn: saves must not overtake each other.
        _ = _context.Store.SaveAsync(stored);
    }

    private void ClearData()
    {
        _board.Clear();
        _seat.Stored = _seat.Stored with { Information = null, History = null };
        var (stored, asker) = (_seat.Stored, Sender);
        _ = AnswerWhenSaved(stored, asker, failure => new LinkProtocol.DataCleared(failure));
    }

    private void Forget()
    {
        _seat.Stored = _seat.Stored with { Remembered = null, Pending = null };
        _board.Remembered = null;
        var (stored, asker) = (_seat.Stored, Sender);
        _ = AnswerWhenSaved(stored, asker, failure => new LinkProtocol.VehicleForgotten(true, failure));
    }

    private async Task AnswerWhenSaved(StoredVehicle stored, IActorRef asker, Func<string?, object> answer)
    {
        string? failure = null;
        try
        {
            await _context.Store.SaveAsync(stored).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            failure = exception.Message;
        }

        asker.Tell(answer(failure), ActorRefs.NoSender);
    }

    private void Remember(Vin vin, LinkAttempt attempt)
    {
        var remembered = new RememberedVehicle(vin, attempt.Profile.Name, attempt.Sighting.Address);
        _board.Remembered = remembered;
        Save(_seat.Stored with { Remembered = remembered, Pending = null });
    }
}
