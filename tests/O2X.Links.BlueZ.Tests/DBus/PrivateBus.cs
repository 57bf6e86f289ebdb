using System.Diagnostics;
using System.Globalization;

namespace O2X.Links.BlueZ.Tests.DBus;

/// <summary>A bus of one's own: Debian's dbus-daemon, on a socket in a folder of its own, on which everything is allowed.</summary>
public sealed class PrivateBus : IAsyncDisposable
{
    private readonly Process _daemon;
    private readonly string _folder;

    private PrivateBus(Process daemon, string folder, string address)
    {
        _daemon = daemon;
        _folder = folder;
        Address = address;
    }

    /// <summary>Where it is.</summary>
    public string Address { get; }

    /// <summary>Starts a bus and waits until it listens.</summary>
    public static async Task<PrivateBus> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("o2x-bus-").FullName;
        var configuration = Path.Combine(folder, "bus.conf");
        await File.WriteAllTextAsync(configuration, string.Create(CultureInfo.InvariantCulture, $"""
            <busconfig>
              <type>system</type>
              <listen>unix:path={folder}/bus</listen>
              <auth>EXTERNAL</auth>
              <policy context="default">
                <allow send_destination="*" eavesdrop="true"/>
                <allow eavesdrop="true"/>
                <allow own="*"/>
              </policy>
            </busconfig>
            """));
        var start = new ProcessStartInfo("dbus-daemon", [$"--config-file={configuration}", "--nofork", "--nopidfile", "--nosyslog", "--print-address"])
        {
            RedirectStandardOutput = true,
        };
        var daemon = Process.Start(start)!;
        var address = await daemon.StandardOutput.ReadLineAsync();
        if (address is not null) return new PrivateBus(daemon, folder, address);
        await daemon.WaitForExitAsync();
        throw new InvalidOperationException($"dbus-daemon ended with {daemon.ExitCode}.");
    }

    /// <summary>Kills it, as if it had crashed.</summary>
    public void Kill()
    {
        _daemon.Kill();
        _daemon.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_daemon.HasExited) _daemon.Kill();
        await _daemon.WaitForExitAsync();
        _daemon.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
