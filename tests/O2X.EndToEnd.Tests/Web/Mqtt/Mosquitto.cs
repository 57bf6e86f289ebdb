using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace O2X.EndToEnd.Tests.Web.Mqtt;

/// <summary>A Mosquitto of its own on a free port, without rights; unless it is told otherwise it forgets everything when it ends.</summary>
internal sealed class Mosquitto : IAsyncDisposable
{
    private readonly Process _process;
    private readonly LineLog _log;
    private bool _isOver;

    private Mosquitto(Process process, int port)
    {
        _process = process;
        Port = port;
        _log = new LineLog(process.StandardError);
        Output = process.StandardOutput.ReadToEndAsync();
    }

    public int Port { get; }

    public LineLog Log => _log;

    private Task<string> Output { get; }

    /// <summary>A port that is free now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts one, and waits until it serves.</summary>
    /// <param name="folder">Where its configuration is written to.</param>
    /// <param name="port">Its port.</param>
    /// <param name="settings">More lines of its configuration.</param>
    public static async Task<Mosquitto> StartAsync(string folder, int port, params string[] settings)
    {
        var file = Path.Combine(folder, $"mosquitto-{port}.conf");
        string[] lines =
        [
            $"listener {port} 127.0.0.1", "log_dest stderr", "log_type all", "user nobody",
            .. settings.Length == 0 ? ["allow_anonymous true", "persistence false"] : settings,
        ];
        await File.WriteAllLinesAsync(file, lines);
        OpenToAll(folder);
        var broker = new Mosquitto(LineLog.Start(Program, ["-c", file]), port);
        await broker.Log.UntilAsync(line => line.EndsWith(" running", StringComparison.Ordinal));
        return broker;
    }

    /// <summary>A folder that it can write to.</summary>
    public static string WritableFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException();
        var inside = Directory.CreateDirectory(Path.Combine(folder, "data"));
        const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(inside.FullName, Everybody);
        return inside.FullName;
    }

    /// <summary>Asks it to end, so that it saves what it keeps, and waits until it has.</summary>
    public async Task StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"])) await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_isOver) return;
        _isOver = true;
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        await _log.Ended;
        await Output;
        _process.Dispose();
    }

    // It is no longer root when it reads them.
    private static void OpenToAll(string folder)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException();
        const UnixFileMode All = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        File.SetUnixFileMode(folder, All | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        foreach (var file in Directory.EnumerateFiles(folder)) File.SetUnixFileMode(file, All | UnixFileMode.UserWrite);
    }

    private static string Program => File.Exists("/usr/sbin/mosquitto") ? "/usr/sbin/mosquitto" : "mosquitto";
}
