using O2X.Gateway.Security.Keys;

namespace O2X.Gateway.Security;

/// <summary>
/// The key of a gateway: programs give it as <c>Authorization: Bearer</c>, people on the sign-in page. Only a hash of it is kept, in
/// <c>access.json</c> of the state directory. A running gateway takes a new one at once.
/// </summary>
public static class GatewayKey
{
    /// <summary>Makes a new key; the one before it ends, and all that are signed in with it.</summary>
    /// <param name="launch">How the gateway is started.</param>
    /// <returns>The key, which nobody can ask for again.</returns>
    /// <exception cref="InvalidOperationException">The gateway keeps nothing.</exception>
    /// <exception cref="IOException">The state directory cannot be written to.</exception>
    public static string Make(GatewayLaunch launch)
    {
        var key = AccessKey.New();
        FileOf(launch).Write(AccessKey.Of(key));
        return key;
    }

    /// <summary>Takes a key of somebody's own; the one before it ends, and all that are signed in with it.</summary>
    /// <param name="launch">How the gateway is started.</param>
    /// <param name="key">The key: 12 to 256 printable ASCII characters without blanks.</param>
    /// <exception cref="ArgumentException">It can be no key; the message does not tell it.</exception>
    /// <exception cref="InvalidOperationException">The gateway keeps nothing.</exception>
    /// <exception cref="IOException">The state directory cannot be written to.</exception>
    public static void Set(GatewayLaunch launch, string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (AccessKey.ProblemOf(key) is { } problem) throw new ArgumentException(problem, nameof(key));
        FileOf(launch).Write(AccessKey.Of(key));
    }

    /// <summary>Ends the key. A gateway that serves this machine alone then asks for none; another one lets nobody in.</summary>
    /// <param name="launch">How the gateway is started.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="InvalidOperationException">The gateway keeps nothing.</exception>
    /// <exception cref="IOException">The state directory cannot be written to.</exception>
    public static bool Remove(GatewayLaunch launch) => FileOf(launch).Delete();

    private static AccessKeyFile FileOf(GatewayLaunch launch)
    {
        ArgumentNullException.ThrowIfNull(launch);
        return new AccessKeyFile(LaunchSettings.StateDirectoryOf(launch));
    }
}
