namespace O2X.Gateway.Security.Keys;

/// <summary>
/// Lets each caller do something so many times a minute; what was not used in a minute can be used at once, and no more than that. It
/// remembers a bounded number of callers: beyond it, new ones share one account.
/// </summary>
internal sealed class AttemptLimiter(TimeProvider clock, int perMinute, int mostCallers = AttemptLimiter.MostCallers)
{
    private const int MostCallers = 4096;
    private const string Others = "";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Account> _accounts = [];
    private readonly double _perTick = perMinute / (double)TimeSpan.TicksPerMinute;

    /// <summary>Takes one from a caller's account.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="wait">How long until there is one; zero when one was taken.</param>
    public bool TryTake(string caller, out TimeSpan wait)
    {
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            var key = KeyOf(caller, now);
            var left = Left(key, now);
            var isTaken = left >= 1;
            _accounts[key] = new Account(isTaken ? left - 1 : left, now);
            wait = isTaken ? TimeSpan.Zero : TimeSpan.FromTicks((long)Math.Ceiling((1 - left) / _perTick));
            return isTaken;
        }
    }

    /// <summary>Gives one back that was taken.</summary>
    public void Return(string caller)
    {
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            var key = KeyOf(caller, now);
            _accounts[key] = new Account(Math.Min(perMinute, Left(key, now) + 1), now);
        }
    }

    private double Left(string caller, long now) => _accounts.TryGetValue(caller, out var account)
        ? Math.Min(perMinute, account.Left + (clock.GetElapsedTime(account.At, now).Ticks * _perTick))
        : perMinute;

    private string KeyOf(string caller, long now)
    {
        if (_accounts.ContainsKey(caller) || _accounts.Count < mostCallers) return caller;
        // Accounts that are full again say no more than none.
        foreach (var full in _accounts.Keys.Where(key => Left(key, now) >= perMinute).ToList()) _accounts.Remove(full);
        return _accounts.Count < mostCallers ? caller : Others;
    }

    private readonly record struct Account(double Left, long At);
}
