using O2X.Gateway.Security;

namespace O2X.Gateway.Operation.Backup;

/// <summary>
/// Backup and restoring of a gateway's state directory, for all kinds of source: names, keys' hash, remembered vehicle and the history in
/// files, as one zip archive with a manifest. A history in PostgreSQL is that server's to back up.
/// </summary>
public static class GatewayBackup
{
    /// <summary>Writes an archive, which is its owner's alone; a running gateway is not disturbed.</summary>
    /// <param name="launch">How the gateway is started.</param>
    /// <param name="file">The archive; it must not be there yet.</param>
    /// <param name="clock">Tells when it was made.</param>
    /// <returns>How many files it holds.</returns>
    /// <exception cref="InvalidOperationException">The gateway keeps nothing.</exception>
    /// <exception cref="IOException">Something cannot be read or written; the message says what.</exception>
    public static int Write(GatewayLaunch launch, string file, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(launch);
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        ArgumentNullException.ThrowIfNull(clock);
        return StateBackup.Write(LaunchSettings.StateDirectoryOf(launch), Path.GetFullPath(file), clock).Files.Count;
    }

    /// <summary>Puts an archive in the place of everything that the state directory holds: all of it, or nothing.</summary>
    /// <param name="launch">How the gateway is started.</param>
    /// <param name="file">The archive.</param>
    /// <param name="clock">The clock.</param>
    /// <returns>How many files it holds.</returns>
    /// <exception cref="InvalidOperationException">The gateway keeps nothing.</exception>
    /// <exception cref="O2X.Actors.Storage.StoreInUseException">A gateway works in the directory.</exception>
    /// <exception cref="IOException">The archive is none or damaged, or something cannot be written.</exception>
    public static int Restore(GatewayLaunch launch, string file, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(launch);
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        ArgumentNullException.ThrowIfNull(clock);
        return StateRestore.Restore(LaunchSettings.StateDirectoryOf(launch), Path.GetFullPath(file), clock).Files.Count;
    }
}
