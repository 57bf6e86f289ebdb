using O2X.Gateway.History.Storage;
using O2X.Gateway.Vehicles;

namespace O2X.Gateway.Tests.History;

/// <summary>A server that goes and comes back, and one that refuses.</summary>
[Trait("Kind", "web")]
public sealed class PostgreSqlTroubleTests(PostgreSqlCluster cluster) : IClassFixture<PostgreSqlCluster>
{
    private readonly VehicleId _car = VehicleId.New();

    [Fact]
    public async Task Goes_on_when_the_server_comes_back()
    {
        await using var bench = new HistoryBench(new PostgreSqlDialect(await cluster.AddDatabaseAsync(), cluster.PasswordFile));
        await bench.Journal.AppendAsync(HistoryBench.Records(1, 10, _car), CancellationToken.None);
        await cluster.StopAsync();
        var problem = await Assert.ThrowsAsync<HistoryUnusableException>(
            async () => await bench.Journal.AppendAsync(HistoryBench.Records(11, 20, _car), CancellationToken.None));
        Assert.Equal(problem.Message, bench.State.Problem);
        await cluster.StartAsync();

        // The first attempt may meet a connection of before.
        var kept = false;
        for (var attempt = 0; attempt < 5 && !kept; attempt++)
        {
            try
            {
                await bench.Journal.AppendAsync(HistoryBench.Records(11, 20, _car), CancellationToken.None);
                kept = true;
            }
            catch (HistoryUnusableException)
            {
                kept = false;
            }
        }

        Assert.Equal(20, (await bench.Journal.ReadAfterAsync(0, 100, CancellationToken.None)).Records.Count);
        Assert.Null(bench.State.Problem);
    }

    [Fact]
    public async Task Says_that_there_is_no_such_database()
    {
        await using var bench = new HistoryBench(new PostgreSqlDialect(cluster.ConnectionString("nowhere"), cluster.PasswordFile));

        var problem = await Assert.ThrowsAsync<HistoryUnusableException>(async () => await bench.Journal.OpenAsync(CancellationToken.None));
        Assert.Equal($"The history's database nowhere on {cluster.Socket} is not there: it must be made, by createdb for example.", problem.Message);
    }

    [Fact]
    public async Task Says_that_the_password_is_wrong_without_telling_it()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("password"), "hidden-word\n");
        await using var bench = new HistoryBench(new PostgreSqlDialect(cluster.ConnectionString("postgres"), folder.File("password")));

        var problem = await Assert.ThrowsAsync<HistoryUnusableException>(async () => await bench.Journal.OpenAsync(CancellationToken.None));
        Assert.Equal($"The history's database postgres on {cluster.Socket} refuses the user or the password.", problem.Message);
        Assert.DoesNotContain("hidden-word", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_the_file_of_the_password_is_not_there()
    {
        await using var bench = new HistoryBench(new PostgreSqlDialect(await cluster.AddDatabaseAsync(), "nowhere.txt"));

        var problem = await Assert.ThrowsAsync<HistoryUnusableException>(async () => await bench.Journal.OpenAsync(CancellationToken.None));
        Assert.Contains("nowhere.txt", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaves_its_backup_to_its_own_tools()
    {
        await using var bench = new HistoryBench(new PostgreSqlDialect(await cluster.AddDatabaseAsync(), cluster.PasswordFile));

        var problem = await Assert.ThrowsAsync<NotSupportedException>(() => bench.Database.BackUpAsync("copy", CancellationToken.None));
        Assert.Contains("pg_dump", problem.Message, StringComparison.Ordinal);
    }
}
