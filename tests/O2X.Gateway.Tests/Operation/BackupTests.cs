using System.IO.Compression;
using Microsoft.Data.Sqlite;
using O2X.Actors.Storage;
using O2X.Gateway.Operation.Backup;
using O2X.Links.Time;
using O2X.TestKit;

namespace O2X.Gateway.Tests.Operation;

public sealed class BackupTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly VirtualClock _clock = new(EngineBench.Start);

    private string State => _folder.File("state");

    private string Archive => _folder.File("backup.zip");

    private GatewayLaunch Launch => new() { Settings = new Dictionary<string, string?> { ["O2X:Gateway:StateDirectory"] = State } };

    [Fact]
    public void Brings_everything_back()
    {
        Write("access.json", "key");
        Write("sim/gateway.json", "names");
        Write("ble/vehicle.json", "vehicle");
        Assert.Equal(3, GatewayBackup.Write(Launch, Archive, _clock));
        Write("sim/gateway.json", "changed");
        Write("sim/newer.json", "newer");
        File.Delete(Path.Combine(State, "ble/vehicle.json"));

        Assert.Equal(3, GatewayBackup.Restore(Launch, Archive, _clock));
        Assert.Equal(("key", "names", "vehicle"), (Read("access.json"), Read("sim/gateway.json"), Read("ble/vehicle.json")));
        Assert.False(File.Exists(Path.Combine(State, "sim/newer.json")));
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(State), path => Path.GetFileName(path)[0] == '.');
    }

    [Fact]
    public void Is_its_owners_alone()
    {
        Write("sim/gateway.json", "names");
        GatewayBackup.Write(Launch, Archive, _clock);
        Write("sim/gateway.json", "changed");
        GatewayBackup.Restore(Launch, Archive, _clock);

        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Archive));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(State, "sim/gateway.json")));
    }

    [Fact]
    public void Leaves_out_who_holds_it_what_is_half_written_and_what_signs_cookies()
    {
        foreach (var name in new[] { "sim/vehicle.lock", "sim/gateway.json.tmp", "sim/history.db-wal", "sim/keys/key-1.xml", "sim/gateway.json" }) Write(name, "x");
        GatewayBackup.Write(Launch, Archive, _clock);

        using var archive = ZipFile.OpenRead(Archive);
        Assert.Equal(["sim/gateway.json", "manifest.json"], archive.Entries.Select(entry => entry.FullName));
        GatewayBackup.Restore(Launch, Archive, _clock);
        // Who was signed in still is.
        Assert.True(File.Exists(Path.Combine(State, "sim/keys/key-1.xml")));
        Assert.False(File.Exists(Path.Combine(State, "sim/history.db-wal")));
    }

    [Fact]
    public void Copies_a_database_at_one_moment_while_it_is_written_to()
    {
        Directory.CreateDirectory(Path.Combine(State, "sim"));
        using var open = Open(Path.Combine(State, "sim/history.db"));
        Run(open, "PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; CREATE TABLE t(x); INSERT INTO t VALUES(1)");
        Run(open, "BEGIN; INSERT INTO t VALUES(2)");
        GatewayBackup.Write(Launch, Archive, _clock);
        Run(open, "COMMIT");
        open.Close();
        GatewayBackup.Restore(Launch, Archive, _clock);

        using var restored = Open(Path.Combine(State, "sim/history.db"));
        using var count = restored.CreateCommand();
        count.CommandText = "SELECT group_concat(x) FROM t";
        Assert.Equal("1", count.ExecuteScalar()!.ToString());
    }

    [Fact]
    public void Overwrites_no_archive()
    {
        Write("sim/gateway.json", "names");
        File.WriteAllText(Archive, "other");

        Assert.Contains("is there already", Assert.Throws<IOException>(() => GatewayBackup.Write(Launch, Archive, _clock)).Message, StringComparison.Ordinal);
        Assert.Equal("other", File.ReadAllText(Archive));
    }

    [Fact]
    public void Is_not_restored_while_a_gateway_holds_the_folder()
    {
        Write("sim/gateway.json", "names");
        GatewayBackup.Write(Launch, Archive, _clock);
        Write("sim/gateway.json", "changed");
        using (new FileVehicleStore(Path.Combine(State, "sim")).Open())
        {
            Assert.Throws<StoreInUseException>(() => GatewayBackup.Restore(Launch, Archive, _clock));
            Assert.Equal("changed", Read("sim/gateway.json"));
        }

        GatewayBackup.Restore(Launch, Archive, _clock);
        Assert.Equal("names", Read("sim/gateway.json"));
    }

    [Fact]
    public async Task Is_written_while_a_gateway_works()
    {
        await using var host = await GatewayHost.StartReadyAsync(new() { ["O2X:Gateway:StateDirectory"] = State });

        Assert.True(GatewayBackup.Write(Launch, Archive, _clock) >= 2);
        Assert.Throws<StoreInUseException>(() => GatewayBackup.Restore(Launch, Archive, _clock));
    }

    public static TheoryData<string, string> Evil => new()
    {
        { "../outside.json", "It names a file that does not belong into a state folder." },
        { "/outside.json", "It names a file that does not belong into a state folder." },
        { "sim\\..\\outside.json", "It names a file that does not belong into a state folder." },
        { ".restore-settled/manifest.json", "It names a file that does not belong into a state folder." },
        { "sim/vehicle.lock", "It names a file that does not belong into a state folder." },
        { "sim/missing.json", "sim/missing.json in it is damaged or missing. Nothing was changed." },
    };

    [Theory]
    [MemberData(nameof(Evil))]
    public void Leads_to_no_file_that_is_none_of_the_state(string name, string message)
    {
        Write("sim/gateway.json", "names");
        MakeArchive(new BackupManifest(EngineBench.Start, [new BackupFile(name, 1, new string('0', 64))]), []);
        var problem = Assert.Throws<IOException>(() => GatewayBackup.Restore(Launch, Archive, _clock));

        Assert.EndsWith($"cannot be restored: {message}", problem.Message, StringComparison.Ordinal);
        Assert.Equal("names", Read("sim/gateway.json"));
        Assert.False(File.Exists(_folder.File("outside.json")));
    }

    [Fact]
    public void Changes_nothing_when_a_file_is_not_as_it_was_written()
    {
        Write("sim/gateway.json", "names");
        GatewayBackup.Write(Launch, Archive, _clock);
        BackupManifest manifest;
        using (var archive = ZipFile.OpenRead(Archive))
        {
            using var stream = new MemoryStream();
            archive.GetEntry(BackupManifest.Name)!.Open().CopyTo(stream);
            manifest = BackupManifest.Read(stream.ToArray());
        }

        File.Delete(Archive);
        MakeArchive(manifest, new() { ["sim/gateway.json"] = "nameZ" });
        Write("sim/gateway.json", "changed");

        Assert.Throws<IOException>(() => GatewayBackup.Restore(Launch, Archive, _clock));
        Assert.Equal("changed", Read("sim/gateway.json"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no zip")]
    public void Is_no_other_file(string content)
    {
        File.WriteAllText(Archive, content);

        Assert.Throws<IOException>(() => GatewayBackup.Restore(Launch, Archive, _clock));
    }

    [Fact]
    public void Is_finished_at_the_next_start_when_it_was_settled_and_cut_off()
    {
        Write("sim/gateway.json", "old");
        Write("sim/history.db-wal", "old");
        Write(".restore-settled/sim/gateway.json", "new");
        Write(".restore-settled/manifest.json", System.Text.Encoding.UTF8.GetString(new BackupManifest(
            EngineBench.Start, [new("sim/gateway.json", 3, new string('0', 64)), new("access.json", 3, new string('0', 64))]).Write()));
        // This one had been carried over already.
        Write("access.json", "new");
        StateRestore.Finish(State, _clock);

        Assert.Equal(("new", "new"), (Read("sim/gateway.json"), Read("access.json")));
        Assert.False(File.Exists(Path.Combine(State, "sim/history.db-wal")));
        Assert.False(Directory.Exists(Path.Combine(State, ".restore-settled")));
    }

    [Fact]
    public void Is_forgotten_when_it_was_cut_off_before_it_was_settled()
    {
        Write("sim/gateway.json", "old");
        Write(".restore-unpacked/sim/gateway.json", "new");
        StateRestore.Finish(State, _clock);

        Assert.Equal("old", Read("sim/gateway.json"));
    }

    [Fact]
    public void Needs_a_state_folder() =>
        Assert.Contains("There is no state folder", Assert.Throws<InvalidOperationException>(() => GatewayBackup.Write(new GatewayLaunch(), Archive, _clock)).Message, StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private void MakeArchive(BackupManifest manifest, Dictionary<string, string> files)
    {
        using var archive = ZipFile.Open(Archive, ZipArchiveMode.Create);
        foreach (var (name, content) in files)
        {
            using var writer = new StreamWriter(archive.CreateEntry(name).Open());
            writer.Write(content);
        }

        using var entry = archive.CreateEntry(BackupManifest.Name).Open();
        entry.Write(manifest.Write());
    }

    private void Write(string name, string content)
    {
        var path = Path.Combine(State, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    private string Read(string name) => File.ReadAllText(Path.Combine(State, name));
}
