using System.Diagnostics.CodeAnalysis;

namespace O2X.Links.BlueZ.DBus;

/// <summary>The calls that wait for their answers. Whoever takes a call out of here ends it: answer, time limit, caller or connection.</summary>
internal sealed class PendingCalls
{
    private readonly Lock _gate = new();
    private readonly Dictionary<uint, PendingCall> _calls = [];
    private Exception? _closed;

    public int Count
    {
        get
        {
            lock (_gate) return _calls.Count;
        }
    }

    /// <exception cref="DBusConnectionClosedException">There will be no answers any more.</exception>
    public void Add(uint serial, PendingCall call)
    {
        lock (_gate)
        {
            if (_closed is not null) throw DBusConnectionClosedException.Because(_closed);
            _calls.Add(serial, call);
        }
    }

    public bool TryTake(uint serial, [NotNullWhen(true)] out PendingCall? call)
    {
        lock (_gate) return _calls.Remove(serial, out call);
    }

    /// <summary>Fails those that wait and all that come.</summary>
    public void Close(Exception reason)
    {
        PendingCall[] calls;
        lock (_gate)
        {
            if (_closed is not null) return;
            _closed = reason;
            calls = [.. _calls.Values];
            _calls.Clear();
        }

        foreach (var call in calls) call.Fail(DBusConnectionClosedException.Because(reason));
    }
}
