using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace O2X.Gateway.Security.Keys;

/// <summary>
/// Looks at keys that somebody gives, and at no more wrong ones than are allowed, from one address and from all together. When all
/// together have given too many, only addresses that have once given the right one are still looked at: others cannot lock them out.
/// </summary>
internal sealed class KeyCheck : IDisposable
{
    private const string Everybody = "everybody";
    private const int LinesPerMinute = 10;
    private const int MostTrusted = 256;
    private const int EverybodysShare = 10;

    private readonly AccessKeys _keys;
    private readonly ILogger<KeyCheck> _logger;
    private readonly AttemptLimiter _lines;
    private readonly AttemptLimiter _each;
    private readonly AttemptLimiter _all;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _line = new(1, 1);
    private readonly HashSet<string> _trusted = [];

    public KeyCheck(AccessKeys keys, TimeProvider clock, IOptions<SecurityOptions> options, ILogger<KeyCheck> logger)
    {
        _keys = keys;
        _logger = logger;
        // Nobody fills the disk with what is logged.
        _lines = new AttemptLimiter(clock, LinesPerMinute);
        _each = new AttemptLimiter(clock, options.Value.SignInsPerMinute);
        _all = new AttemptLimiter(clock, options.Value.SignInsPerMinute * EverybodysShare);
    }

    /// <summary>Looks at a key. Slow hashes are made one at a time, so that right keys that come together do not count as many tries.</summary>
    /// <param name="text">What was given.</param>
    /// <param name="address">Where it came from (<see cref="CallerAddress"/>).</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async ValueTask<KeyVerdict> CheckAsync(string text, string address, CancellationToken cancellationToken)
    {
        if (TryKnown(text, address) is { } verdict) return verdict;
        await _line.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (TryKnown(text, address) is { } known) return known;
            lock (_gate) TryTake(address, out _);
            if (_keys.Verify(text) is { } id) return Right(id, address);
            SecurityLog.WrongKey(_logger, address);
            return new KeyVerdict(null, TimeSpan.Zero);
        }
        finally
        {
            _line.Release();
        }
    }

    public void Dispose() => _line.Dispose();

    // What needs no slow hash: nobody may try, or the key was right before. Nothing is left taken.
    private KeyVerdict? TryKnown(string text, string address)
    {
        lock (_gate)
        {
            if (!TryTake(address, out var wait))
            {
                if (_lines.TryTake("", out _)) SecurityLog.TooManyWrongKeys(_logger, address);
                return new KeyVerdict(null, wait);
            }

            Return(address);
            return _keys.Recognise(text) is { } id ? new KeyVerdict(id, TimeSpan.Zero) : null;
        }
    }

    private KeyVerdict Right(string id, string address)
    {
        lock (_gate)
        {
            Return(address);
            if (_trusted.Count < MostTrusted) _trusted.Add(address);
            return new KeyVerdict(id, TimeSpan.Zero);
        }
    }

    private bool TryTake(string address, out TimeSpan wait)
    {
        if (!_each.TryTake(address, out wait)) return false;
        if (_trusted.Contains(address) || _all.TryTake(Everybody, out wait)) return true;
        _each.Return(address);
        return false;
    }

    private void Return(string address)
    {
        _each.Return(address);
        if (!_trusted.Contains(address)) _all.Return(Everybody);
    }
}

/// <summary>What came of looking at a key.</summary>
/// <param name="KeyId">The id of the key, when it was right; null otherwise.</param>
/// <param name="Wait">How long until one is looked at again; zero when it was looked at.</param>
internal readonly record struct KeyVerdict(string? KeyId, TimeSpan Wait);
