using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsCheck;
using O2X.Actors.Storage;
using O2X.TestKit;
using O2X.Vehicles;
using O2X.Vehicles.Tracking;

namespace O2X.Actors.Tests.Storage;

public sealed class FileVehicleStoreTests : IDisposable
{
    private static readonly StoredVehicle _full = new()
    {
        Remembered = new RememberedVehicle(AmiBus.Vin, "ami-can", "can0"),
        Pending = AmiBus.OtherVin,
        Information = new VehicleInformation(
            AmiBus.Vin,
            new AlertSet(Alerts.Stop, Alerts.Stop),
            AlertSet.Unknown,
            new VehicleData(
                new Quantity(Quantity.Percent, 42),
                SystemState.Driving,
                BatteryState.Ready,
                new Quantity(Quantity.Kilometre, 31),
                Selector.Drive,
                new Quantity(Quantity.Minute, null),
                ParkBrakeStatus.NotActivated,
                new Quantity(Quantity.Kilometre, 8626.9m)),
            new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            VehicleStatus.Driving),
        History = new VehicleHistory(AmiBus.Vin)
        {
            Odometer = new OdometerReading(8626.9m, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(1)),
            CurrentAlerts = new AlertSet(Alerts.Stop, (Alerts)0xFF),
            PreviousAlerts = new AlertSet(Alerts.Stop | Alerts.TurtleMode, (Alerts)0xFF),
            AlertChanges =
            [
                new AlertChange(EngineBench.Start.AddTicks(3), Alerts.Stop | Alerts.TurtleMode),
                new AlertChange(EngineBench.Start.AddHours(1), Alerts.None),
                new AlertChange(EngineBench.Start.AddHours(2), Alerts.Stop),
            ],
        },
    };

    private readonly string _root = Directory.CreateTempSubdirectory("o2x-store-").FullName;
    private readonly LogLines<FileVehicleStore> _log = new();

    private string Folder => Path.Combine(_root, "state", "can");

    private string LockPath => Path.Combine(Folder, StoreLock.FileName);

    private string FilePath => Path.Combine(Folder, FileVehicleStore.FileName);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    public static TheoryData<string> Damages => new(
        "",
        "{",
        "null",
        "[]",
        "\0\0\0\0",
        "{}",
        """{"version":2}""",
        """{"version":2}""" + "\n",
        """{"version":2}""" + "\n{}",
        """{"version":2}""" + "\n[]",
        """{"version":2}""" + "\n{\"sha256\":1}",
        """{"version":2}""" + "\n{\"sha256\":\"\"}",
        """{"version":2}""" + "\n{\"sha256\":\"\\ud800\"}",
        """{"version":2}""" + "\n{\"sha256\":\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"}",
        """{"version":1}""" + "\n{}",
        """{"version":3}""",
        """{"version":"1"}""",
        """{"version":1.5}""",
        """{"version":1,"pending":"SHORT"}""",
        """{"version":1,"pending":"\ud800"}""",
        """{"version":1,"remembered":[]}""",
        """{"version":1,"remembered":{"vin":"VR1AB12C3D4567890"}}""",
        """{"version":1,"remembered":{"profile":"ami-can"}}""",
        """{"version":1,"information":{}}""",
        """{"version":1,"information":"x"}""",
        """{"version":1,"history":[]}""",
        """{"version":1,"history":{}}""",
        WithHistory("odometer", """{}"""),
        WithHistory("odometer", """{"km":-1,"at":"2026-01-02T03:04:05Z"}"""),
        WithHistory("odometer", """{"km":1e99,"at":"2026-01-02T03:04:05Z"}"""),
        WithHistory("odometer", """{"km":1,"at":"yesterday"}"""),
        WithHistory("currentAlerts", """{"active":["stop"]}"""),
        WithHistory("currentAlerts", """{"active":["fire"],"known":["fire"]}"""),
        WithHistory("currentAlerts", """{"active":[1]}"""),
        WithHistory("currentAlerts", """{"active":["\ud800"]}"""),
        WithHistory("alertChanges", """[{}]"""),
        WithHistory("alertChanges", """[1]"""),
        WithHistory("alertChanges", "[" + string.Join(',', Enumerable.Repeat("""{"at":"2026-01-02T03:04:05Z"}""", 33)) + "]"));

    [Fact]
    public async Task Gives_back_what_was_saved()
    {
        await SaveAsync(_full);

        Assert.Equal(_full, Store().Read());
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task Gives_back_that_there_is_nothing()
    {
        await SaveAsync(StoredVehicle.Nothing);

        Assert.Equal(StoredVehicle.Nothing, Store().Read());
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public void Takes_a_folder_that_is_not_there_for_nothing()
    {
        Assert.Same(StoredVehicle.Nothing, Store().Read());
        Assert.False(Directory.Exists(Folder));
        using var open = Store().Open();

        Assert.Same(StoredVehicle.Nothing, open.Content);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task Keeps_a_vehicle_for_its_owner_alone()
    {
        await SaveAsync(_full);

        Assert.Equal("rw-------", ModeOf(FilePath));
        Assert.Equal("rw-------", ModeOf(LockPath));
        Assert.Equal("rwx------", ModeOf(Folder));
    }

    [Fact]
    public async Task Leaves_nothing_but_the_file_and_the_lock()
    {
        await SaveAsync(_full);
        await SaveAsync(StoredVehicle.Nothing);

        Assert.Equal([FilePath, LockPath], Directory.GetFileSystemEntries(Folder).Order());
    }

    [Fact]
    public async Task Ends_with_the_last_of_many_saves()
    {
        using var store = Store().Open();
        var saves = Enumerable.Range(0, 200).Select(i => store.SaveAsync(At(i))).ToList();
        await Task.WhenAll(saves);

        Assert.Equal(At(199), Store().Read());
    }

    [Fact]
    public async Task Shows_a_reader_a_whole_content_at_any_moment()
    {
        using var store = Store().Open();
        await store.SaveAsync(At(0));
        var writing = Task.Run(async () =>
        {
            for (var i = 1; i <= 100; i++) await store.SaveAsync(At(i));
        });

        var seen = new List<StoredVehicle>();
        while (!writing.IsCompleted) seen.Add(Store().Read());
        await writing;

        Assert.All(seen, vehicle => Assert.NotNull(vehicle.Remembered));
        Assert.Empty(_log.Lines);
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public void Changes_nothing_when_it_reads_a_damaged_file(string content)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(FilePath, content);

        Assert.Same(StoredVehicle.Nothing, Store().Read());
        Assert.Equal([FilePath], Directory.GetFileSystemEntries(Folder));
        Assert.Equal(content, File.ReadAllText(FilePath));
        Assert.Contains(FilePath, Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public void Sets_a_damaged_file_aside(string content)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(FilePath, content);

        Assert.Same(StoredVehicle.Nothing, Opened());
        Assert.False(File.Exists(FilePath));
        Assert.Equal(content, File.ReadAllText(FilePath + ".corrupt"));
        Assert.Contains(FilePath, Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Sets_an_overlong_file_aside()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(FilePath, """{"version":1}""" + new string(' ', 64 * 1024));

        Assert.Same(StoredVehicle.Nothing, Opened());
        Assert.True(File.Exists(FilePath + ".corrupt"));
    }

    [Fact]
    public async Task Saves_again_after_a_damage()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(FilePath, "torn");
        await SaveAsync(_full);

        Assert.Equal(_full, Store().Read());
    }

    [Fact]
    public void Rejects_every_torn_file_or_loses_nothing_of_it()
    {
        var whole = SealedFile.Write(_full);
        for (var length = 0; length < whole.Length; length++) AssertRejectedOrEqual(whole.AsMemory(0, length));
    }

    [Fact]
    public void Rejects_a_file_with_any_bit_flipped_or_loses_nothing_of_it()
    {
        var content = SealedFile.Write(_full);
        for (var bit = 0; bit < 8 * content.Length; bit++)
        {
            content[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertRejectedOrEqual(content);
            content[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Never_throws_for_any_content()
    {
        Directory.CreateDirectory(Folder);
        var whole = SealedFile.Write(_full);
        Gen.Select(Gen.Int[0, whole.Length], Gen.Int[0, 20], Gen.Byte.Array[0, 20]).Sample(
            (at, length, bytes) =>
            {
                byte[] content = [.. whole[..at], .. bytes, .. whole[Math.Min(whole.Length, at + length)..]];
                File.WriteAllBytes(FilePath, content);
                File.Delete(FilePath + ".corrupt");
                var loaded = Opened();
                return ReferenceEquals(loaded, StoredVehicle.Nothing) ? File.Exists(FilePath + ".corrupt") : loaded == _full;
            },
            iter: 1000,
            threads: 1);
    }

    [Fact]
    public async Task Writes_two_lines_of_JSON()
    {
        await SaveAsync(_full);

        var lines = await File.ReadAllLinesAsync(FilePath);
        Assert.Equal(2, lines.Length);
        var history = JsonDocument.Parse(lines[0]).RootElement.GetProperty("history");
        Assert.Equal("""{"active":["stop"],"known":["parkingBrake","clusterIssue","stop","batteryCharge","brakeSystemProblem","service","batteryTemperature","turtleMode"]}""", history.GetProperty("currentAlerts").GetRawText());
        Assert.Equal("""{"at":"2026-01-02T04:04:05Z","active":[]}""", history.GetProperty("alertChanges")[1].GetRawText());
        var checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines[0])));
        Assert.Equal($$"""{"sha256":"{{checksum}}"}""", lines[1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    public void Reads_a_file_of_the_first_version(string end)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(FilePath, """{"version":1,"remembered":{"vin":"VR1AB12C3D4567890","profile":"ami-can","address":"can0"}}""" + end);

        Assert.Equal(new StoredVehicle { Remembered = new RememberedVehicle(AmiBus.Vin, "ami-can", "can0") }, Opened());
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task Keeps_the_old_content_when_saving_fails()
    {
        using var store = Store().Open();
        await store.SaveAsync(_full);
        Directory.CreateDirectory($"{FilePath}.tmp");

        var problem = await Assert.ThrowsAsync<IOException>(() => store.SaveAsync(StoredVehicle.Nothing));

        Assert.Contains(FilePath, problem.Message, StringComparison.Ordinal);
        Assert.Equal(_full, Store().Read());
    }

    private static StoredVehicle At(int i) => new() { Remembered = new RememberedVehicle(AmiBus.Vin, "ami-can", $"can{i}") };

    private static string WithHistory(string name, string value) =>
        $$$"""{"version":1,"history":{"vin":"VR1AB12C3D4567890","{{{name}}}":{{{value}}}}}""";

    private static void AssertRejectedOrEqual(ReadOnlyMemory<byte> content)
    {
        StoredVehicle read;
        try
        {
            read = SealedFile.Read(content);
        }
        catch (JsonException)
        {
            return;
        }

        Assert.Equal(_full, read);
    }

    private static string ModeOf(string path)
    {
        if (OperatingSystem.IsWindows()) return File.GetAttributes(path).HasFlag(FileAttributes.Directory) ? "rwx------" : "rw-------";
        var mode = (int)File.GetUnixFileMode(path);
        return string.Concat(Enumerable.Range(0, 9).Select(i => (mode & (0x100 >> i)) != 0 ? "rwx"[i % 3] : '-'));
    }

    private async Task SaveAsync(StoredVehicle vehicle)
    {
        using var open = Store().Open();
        await open.SaveAsync(vehicle);
    }

    private StoredVehicle Opened()
    {
        using var open = Store().Open();
        return open.Content;
    }

    private FileVehicleStore Store() => new(Folder, _log);
}
