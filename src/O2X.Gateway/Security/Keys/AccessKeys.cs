using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace O2X.Gateway.Security.Keys;

/// <summary>
/// The key that the gateway asks for. A key that is made or removed while it runs counts from the next request on. A key that was right
/// is known again without the slow hash, by a fast one that ends with the process.
/// </summary>
internal sealed class AccessKeys(AccessKeyFile? file, ILogger<AccessKeys> logger)
{
    private readonly Lock _gate = new();
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);
    private State _state = new(null, null, IsUnreadable: false);
    private (string Id, byte[] Tag)? _known;

    /// <summary>Whether there is a key; also when its file cannot be used, so that nobody is let in by a damaged one.</summary>
    public bool IsSet => Now() is { Key: not null } or { IsUnreadable: true };

    /// <summary>The id of the present key; null when there is none, or it cannot be read.</summary>
    public string? Id => Now().Key?.Id;

    /// <summary>Reads the file, as at start.</summary>
    /// <exception cref="IOException">It is there and cannot be used.</exception>
    public void Open() => file?.Read();

    /// <summary>The id of the key when a text is the key and has been verified before; null otherwise. Fast.</summary>
    public string? Recognise(string text)
    {
        if (Now().Key is not { } key || text.Length is 0 or > AccessKey.Longest) return null;
        var tag = TagOf(text);
        lock (_gate) return _known is { } known && known.Id == key.Id && CryptographicOperations.FixedTimeEquals(known.Tag, tag) ? key.Id : null;
    }

    /// <summary>The id of the key when a text is the key; null when it is not. Slow.</summary>
    public string? Verify(string text)
    {
        if (Now().Key is not { } key || text.Length is 0 or > AccessKey.Longest || !key.Fits(text)) return null;
        lock (_gate) _known = (key.Id, TagOf(text));
        return key.Id;
    }

    private byte[] TagOf(string text) => HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(text));

    private State Now()
    {
        if (file is null) return _state;
        lock (_gate)
        {
            (DateTime Written, long Length)? stamp = null;
            try
            {
                stamp = file.Stamp();
                if (stamp == _state.Stamp && !_state.IsUnreadable) return _state;
                return _state = new State(stamp, file.Read(), IsUnreadable: false);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                if (!_state.IsUnreadable) SecurityLog.KeyUnreadable(logger, problem.Message);
                return _state = new State(stamp, null, IsUnreadable: true);
            }
        }
    }

    private sealed record State((DateTime Written, long Length)? Stamp, AccessKey? Key, bool IsUnreadable);
}
