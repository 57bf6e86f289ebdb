using System.Diagnostics;
using O2X.Actors.Storage;
using O2X.Links.Time;
using O2X.TestKit;

namespace O2X.Actors.Tests.Storage;

/// <summary>One engine holds a folder at a time.</summary>
public sealed class StoreLockTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("o2x-lock-").FullName;
    private readonly VirtualClock _clock = new(EngineBench.Start);

    private string Folder => Path.Combine(_root, "state");

    private string LockPath => Path.Combine(Folder, StoreLock.FileName);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Refuses_a_second_engine_of_the_same_process()
    {
        using var first = Store().Open();

        var refusal = Assert.Throws<StoreInUseException>(() => Store().Open());

        Assert.Equal(
            $"The state folder {Folder} is in use by another engine of this process since {Local()}. Stop it, or name another folder.",
            refusal.Message);
    }

    [Fact]
    public void Names_the_process_that_holds_it()
    {
        using var first = Store().Open();
        OverwriteLock(new StoreOwner(1234, "o2x", EngineBench.Start).Write());

        var refusal = Assert.Throws<StoreInUseException>(() => Store().Open());

        Assert.Contains($" is in use by o2x (process 1234) since {Local()}. Stop it", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"process":1234}""")]
    [InlineData("""{"process":"x","name":"o2x","since":"2026-01-02T03:04:05Z"}""")]
    [InlineData("""{"process":99999999999,"name":"o2x","since":"2026-01-02T03:04:05Z"}""")]
    [InlineData("""{"process":1234,"name":"\ud800","since":"2026-01-02T03:04:05Z"}""")]
    [InlineData("""{"process":1234,"name":"o2x","since":"yesterday"}""")]
    public void Refuses_also_when_it_cannot_tell_who_holds_it(string content)
    {
        using var first = Store().Open();
        OverwriteLock(System.Text.Encoding.UTF8.GetBytes(content));

        var refusal = Assert.Throws<StoreInUseException>(() => Store().Open());

        Assert.Contains(" is in use by another process. Stop it", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"o\\n2x\"")]
    public void Leaves_out_a_name_that_is_none(string name)
    {
        using var first = Store().Open();
        OverwriteLock(System.Text.Encoding.UTF8.GetBytes($$"""{"process":1234,"name":{{name}},"since":"2026-01-02T03:04:05Z"}"""));

        var refusal = Assert.Throws<StoreInUseException>(() => Store().Open());

        Assert.Contains("in use by a program (process 1234)", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_free_again_for_the_next_engine()
    {
        Store().Open().Dispose();
        using var second = Store().Open();
    }

    [Fact]
    public void Takes_no_notice_of_a_file_that_nobody_holds()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(LockPath, "left by a process that was killed, and longer than what is written into it by the next that comes along " + new string('x', 500));
        using var open = Store().Open();

        Assert.Contains("another engine of this process", Assert.Throws<StoreInUseException>(() => Store().Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reads_beside_the_engine_that_holds_it()
    {
        using var open = Store().Open();
        await open.SaveAsync(new StoredVehicle { Pending = AmiBus.Vin });

        Assert.Equal(AmiBus.Vin, Store().Read().Pending);
    }

    [Fact]
    public async Task Is_held_until_the_last_write_is_done()
    {
        var open = Store().Open();
        var saves = Enumerable.Range(0, 20).Select(i => open.SaveAsync(new StoredVehicle { Pending = i % 2 == 0 ? AmiBus.Vin : AmiBus.OtherVin })).ToList();
        open.Dispose();
        await Task.WhenAll(saves);

        using var next = Store().Open();
        Assert.Equal(AmiBus.OtherVin, next.Content.Pending);
        Assert.Throws<ObjectDisposedException>(() => { _ = open.SaveAsync(StoredVehicle.Nothing); });
    }

    [Fact]
    public void Says_that_a_folder_cannot_be_made()
    {
        File.WriteAllText(Folder, "a file where the folder should be");

        var problem = Assert.Throws<IOException>(() => Store().Open());

        Assert.StartsWith($"The state folder {Folder} cannot be used: ", problem.Message, StringComparison.Ordinal);
        Assert.EndsWith(". Name another folder.", problem.Message, StringComparison.Ordinal);
        Assert.Same(StoredVehicle.Nothing, Store().Read());
    }

    [Fact]
    public void Says_that_a_folder_cannot_be_written_to()
    {
        Directory.CreateDirectory(LockPath);

        var problem = Assert.Throws<IOException>(() => Store().Open());

        Assert.StartsWith($"The state folder {Folder} cannot be used: ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Holds_a_folder_of_a_full_disk()
    {
        Directory.CreateDirectory(Folder);
        File.CreateSymbolicLink(LockPath, "/dev/full");
        using var open = Store().Open();

        Assert.Same(StoredVehicle.Nothing, open.Content);
    }

    [Fact]
    public async Task Refuses_a_second_engine_until_the_first_is_disposed_of()
    {
        var options = new EngineOptions { Store = Store(), Seed = 1 };
        var first = new EngineBench(options);

        Assert.Throws<StoreInUseException>(() => new EngineBench(options, system: first.System));
        await first.Engine.DisposeAsync();

        await using var second = new EngineBench(options, system: first.System);
        await first.DisposeAsync();
    }

    [Fact]
    public async Task Gives_the_store_back_when_an_engine_does_not_start()
    {
        var store = new RecordingStore();
        var bench = new EngineBench();
        await bench.DisposeAsync();

        Assert.ThrowsAny<Exception>(() => O2XEngine.Start(bench.System, bench.Transport, new EngineOptions { Store = store }));

        Assert.Equal(0, store.Holders);
    }

    [Fact]
    public async Task Is_one_engines_at_a_time_in_memory_too()
    {
        var options = new EngineOptions { Store = new MemoryVehicleStore(), Seed = 1 };
        await using (var first = new EngineBench(options))
        {
            Assert.Throws<StoreInUseException>(() => O2XEngine.Start(first.System, first.Transport, options));
        }

        await using var second = new EngineBench(options);
    }

    private static string Local() =>
        TimeZoneInfo.ConvertTime(EngineBench.Start, TimeZoneInfo.Local).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    // What the holder says of itself, without asking for its lock.
    private void OverwriteLock(byte[] content)
    {
        var temporary = LockPath + ".content";
        File.WriteAllBytes(temporary, content);
        using var copy = Process.Start("cp", [temporary, LockPath]);
        copy.WaitForExit();
    }

    private FileVehicleStore Store() => new(Folder, clock: _clock);
}
