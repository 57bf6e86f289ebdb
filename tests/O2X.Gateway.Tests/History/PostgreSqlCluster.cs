using System.Diagnostics;
using Npgsql;

namespace O2X.Gateway.Tests.History;

/// <summary>
/// A cluster of PostgreSQL of its own in a temporary folder, which listens on a Unix socket there and on no port. As it refuses to be run
/// by root, a test that is root runs it as <c>nobody</c>.
/// </summary>
public sealed class PostgreSqlCluster : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("o2x-postgresql-").FullName;
    private int _databases;

    /// <summary>The folder of its socket.</summary>
    public string Socket => Path.Combine(_folder, "socket");

    /// <summary>The file of the password of its user <c>o2x</c>.</summary>
    public string PasswordFile => Path.Combine(_folder, "password");

    private string Data => Path.Combine(_folder, "data");

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Socket);
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(PasswordFile, "a-word-of-the-test\n");
        if (Environment.IsPrivilegedProcess) await RunAsync("chown", "-R", "nobody", _folder);
        await RunAsUserAsync("initdb", "-D", Data, "-U", "o2x", "-A", "scram-sha-256", $"--pwfile={PasswordFile}", "-E", "UTF8", "--no-sync");
        await StartAsync();
    }

    public Task StartAsync() => RunAsUserAsync(
        "pg_ctl", "-D", Data, "-w", "-t", "60", "-l", Path.Combine(Socket, "log"), "-o", $"-c listen_addresses= -c unix_socket_directories={Socket} -c fsync=off", "start");

    public Task StopAsync() => RunAsUserAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");

    /// <summary>Makes a database.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> AddDatabaseAsync()
    {
        var name = $"o2x_{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection($"{ConnectionString("postgres")};Password={(await File.ReadAllTextAsync(PasswordFile)).Trim()}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name}";
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    public string ConnectionString(string database) => $"Host={Socket};Database={database};Username=o2x;Pooling=true;Maximum Pool Size=5";

    public async Task DisposeAsync()
    {
        await StopAsync();
        NpgsqlConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static Task RunAsUserAsync(string tool, params string[] arguments)
    {
        var program = Path.Combine(Tools(), tool);
        return Environment.IsPrivilegedProcess
            ? RunAsync("setpriv", ["--reuid=nobody", "--regid=nogroup", "--clear-groups", program, .. arguments])
            : RunAsync(program, arguments);
    }

    // Debian keeps each version's own, out of the path.
    private static string Tools()
    {
        var versions = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [];
        return versions.Select(version => Path.Combine(version, "bin")).LastOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
            ?? throw new InvalidOperationException("PostgreSQL is not installed: apt-get install postgresql, or run ./test.sh web.");
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // A pipe would be held open by the server that it starts.
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1 </dev/null", program, .. arguments]) { WorkingDirectory = "/" })!;
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        await process.WaitForExitAsync(patience.Token);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {process.ExitCode}");
    }
}
