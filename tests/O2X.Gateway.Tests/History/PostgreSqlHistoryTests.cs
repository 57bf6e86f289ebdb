using O2X.Gateway.History.Storage;

namespace O2X.Gateway.Tests.History;

[Trait("Kind", "web")]
public sealed class PostgreSqlHistoryTests(PostgreSqlCluster cluster) : HistorySuite, IClassFixture<PostgreSqlCluster>
{
    private string? _database;

    private protected override async Task<IHistoryDialect> MakeDialectAsync() =>
        new PostgreSqlDialect(_database ??= await cluster.AddDatabaseAsync(), cluster.PasswordFile);

    private protected override Task RemoveAsync() => Task.CompletedTask;
}
