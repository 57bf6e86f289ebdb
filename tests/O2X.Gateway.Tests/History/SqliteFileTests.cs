using System.Text;
using O2X.Gateway.History.Storage;
using O2X.Gateway.Vehicles;

namespace O2X.Gateway.Tests.History;

/// <summary>What can be the matter with a file, and what it is good for.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly VehicleId _car = VehicleId.New();

    private string Path => _folder.File("history.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Says_that_a_file_is_damaged()
    {
        await File.WriteAllTextAsync(Path, string.Concat(Enumerable.Repeat("This is no database. ", 500)));
        await using var bench = Bench();

        await AssertRefusedAsync(bench, $"The history {Path} is damaged. Bring it back from a backup, or move it away: the history then begins anew.");
        Assert.StartsWith("This is no database.", await File.ReadAllTextAsync(Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_a_file_is_damaged_inside()
    {
        await using (var before = Bench()) await before.Journal.AppendAsync(HistoryBench.Records(1, 2000, _car), CancellationToken.None);
        await using (var file = File.OpenWrite(Path))
        {
            // All but the first page, which says what the file is.
            file.Position = 4096;
            file.Write(Enumerable.Repeat((byte)0x5a, (int)file.Length - 4096).ToArray());
        }

        await using var bench = Bench();
        await AssertRefusedAsync(bench, $"The history {Path} is damaged. Bring it back from a backup, or move it away: the history then begins anew.");
    }

    [Fact]
    public async Task Says_that_a_file_cannot_be_made()
    {
        await File.WriteAllTextAsync(_folder.File("state"), "");
        await using var bench = new HistoryBench(new SqliteDialect(System.IO.Path.Combine(_folder.File("state"), "history.db")));

        var problem = await Assert.ThrowsAsync<HistoryUnusableException>(async () => await bench.Journal.OpenAsync(CancellationToken.None));
        Assert.StartsWith($"The history {_folder.File("state")}", problem.Message, StringComparison.Ordinal);
        Assert.Contains("history.db cannot be used: ", problem.Message, StringComparison.Ordinal);
        Assert.Equal(problem.Message, bench.State.Problem);
    }

    [Fact]
    public async Task Goes_on_when_a_full_disk_has_room_again()
    {
        var disk = new TroubledDialect(new SqliteDialect(Path)) { MostPages = 60 };
        await using var bench = new HistoryBench(disk);
        var id = 0;
        var problem = await Assert.ThrowsAsync<HistoryUnusableException>(async () =>
        {
            while (true)
            {
                await bench.Journal.AppendAsync(HistoryBench.Records(id + 1, id + 100, _car), CancellationToken.None);
                id += 100;
            }
        });
        Assert.Equal($"The history {Path} cannot grow: the disk is full.", problem.Message);
        Assert.Equal(problem.Message, bench.State.Problem);

        disk.MostPages = 10_000;
        await bench.Journal.AppendAsync(HistoryBench.Records(id + 1, id + 100, _car), CancellationToken.None);
        Assert.Equal(id + 100, (await bench.Journal.ReadAfterAsync(0, int.MaxValue, CancellationToken.None)).Records.Count);
        Assert.Null(bench.State.Problem);
    }

    [Fact]
    public async Task Is_its_owners_alone()
    {
        await using var bench = Bench();
        await bench.Journal.AppendAsync(HistoryBench.Records(1, 1, _car), CancellationToken.None);
        foreach (var file in Directory.GetFiles(_folder.FullPath, "history.db*"))
        {
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task Is_copied_while_it_is_written_to()
    {
        await using var bench = Bench();
        await bench.Journal.AppendAsync(HistoryBench.Records(1, 500, _car), CancellationToken.None);
        var writing = Task.Run(async () =>
        {
            for (var id = 501; id <= 1000; id += 10) await bench.Journal.AppendAsync(HistoryBench.Records(id, id + 9, _car), CancellationToken.None);
        });
        await bench.Database.BackUpAsync(_folder.File("copy.db"), CancellationToken.None);
        await writing;

        await using var copy = new HistoryBench(new SqliteDialect(_folder.File("copy.db")));
        var last = await copy.Journal.OpenAsync(CancellationToken.None);
        Assert.InRange(last, 500, 1000);
        Assert.Equal(last, (await copy.Journal.ReadAfterAsync(0, int.MaxValue, CancellationToken.None)).Records.Count);
    }

    [Fact]
    public async Task Holds_no_byte_of_what_was_erased()
    {
        await using var bench = Bench();
        await bench.Journal.AppendAsync(HistoryBench.Records(1, 200, _car), CancellationToken.None);
        Assert.True(HoldsName());
        await bench.History.EraseAsync(_car, CancellationToken.None);

        Assert.False(HoldsName());
    }

    [Fact]
    public async Task Becomes_smaller_when_much_was_deleted()
    {
        await using (var bench = Bench())
        {
            await bench.Journal.AppendAsync(HistoryBench.Records(1, 20_000, _car), CancellationToken.None);
            await bench.Retention.RunAsync(HistoryBench.Start, CancellationToken.None);
        }

        var before = new FileInfo(Path).Length;
        await using (var bench = Bench()) await bench.Retention.RunAsync(HistoryBench.Start.AddDays(400), CancellationToken.None);
        Assert.True(new FileInfo(Path).Length < before / 10, $"{before} bytes became {new FileInfo(Path).Length}.");
    }

    [Fact]
    public async Task Is_brought_from_a_stored_file_of_the_first_version_to_the_newest()
    {
        File.Copy(System.IO.Path.Combine(AppContext.BaseDirectory, "Data", "history-1.db"), Path);
        Assert.True(VehicleId.TryParse("abcdefghijkl", out var car));
        await using var bench = Bench();

        Assert.Equal(3, await bench.Journal.OpenAsync(CancellationToken.None));
        Assert.Equal([1, 2, 3], (await bench.Journal.ReadAfterAsync(0, 10, CancellationToken.None)).Records.Select(record => record.Id));
        Assert.Equal([HistoryBench.Sample(0), HistoryBench.Sample(60)], await bench.SamplesAsync(car));
        Assert.Equal(12.5, Assert.Single(await bench.TripsAsync(car)).Distance);
        await bench.Retention.RunAsync(HistoryBench.Start, CancellationToken.None);
        await bench.Journal.AppendAsync(HistoryBench.Records(4, 4, car), CancellationToken.None);
    }

    private static async Task AssertRefusedAsync(HistoryBench bench, string message)
    {
        var problem = await Assert.ThrowsAsync<HistoryUnusableException>(async () => await bench.Journal.OpenAsync(CancellationToken.None));
        Assert.Equal(message, problem.Message);
        Assert.Equal(message, bench.State.Problem);
    }

    private HistoryBench Bench() => new(new SqliteDialect(Path));

    private bool HoldsName() => Directory.GetFiles(_folder.FullPath, "history.db*").Any(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(_car.ToString())) >= 0;
    });
}
