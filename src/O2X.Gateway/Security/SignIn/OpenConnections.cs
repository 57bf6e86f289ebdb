using Microsoft.AspNetCore.Http;
using O2X.Gateway.Security.Keys;

namespace O2X.Gateway.Security.SignIn;

/// <summary>
/// What is being answered to somebody who came in by a key: streams and the sockets of pages last. They end when the key does; a page
/// ends when somebody signs out of it.
/// </summary>
internal sealed class OpenConnections : IDisposable
{
    private static readonly TimeSpan _period = TimeSpan.FromSeconds(5);

    private readonly AccessKeys _keys;
    private readonly Lock _gate = new();
    private readonly HashSet<Kept> _open = [];
    private readonly ITimer _timer;

    public OpenConnections(AccessKeys keys, TimeProvider clock)
    {
        _keys = keys;
        _timer = clock.CreateTimer(_ => EndOld(), null, _period, _period);
    }

    /// <summary>Keeps an answer until it is disposed of.</summary>
    public IDisposable Keep(HttpContext context)
    {
        var kept = new Kept(this, context, context.User.FindFirst(Schemes.KeyClaim)?.Value, context.User.FindFirst(SessionClaim)?.Value);
        lock (_gate) _open.Add(kept);
        return kept;
    }

    /// <summary>The claim that tells one signing in from another.</summary>
    public const string SessionClaim = "session";

    /// <summary>Ends what lasts of a session, but not the present request.</summary>
    public void End(HttpContext signedOut)
    {
        if (signedOut.User.FindFirst(SessionClaim)?.Value is { } session) End(kept => kept.Session == session && kept.Context != signedOut);
    }

    public void Dispose() => _timer.Dispose();

    private void EndOld()
    {
        lock (_gate)
        {
            if (_open.Count == 0) return;
        }

        var id = _keys.Id;
        End(kept => kept.Key != id);
    }

    private void End(Predicate<Kept> which)
    {
        List<Kept> ended;
        lock (_gate) ended = [.. _open.Where(kept => which(kept))];
        foreach (var kept in ended) kept.Context.Abort();
    }

    private sealed class Kept(OpenConnections owner, HttpContext context, string? key, string? session) : IDisposable
    {
        public HttpContext Context => context;

        public string? Key => key;

        public string? Session => session;

        public void Dispose()
        {
            lock (owner._gate) owner._open.Remove(this);
        }
    }
}
