using O2X.Gateway.History.Storage;

namespace O2X.Gateway.Tests.History;

public sealed class SqliteHistoryTests : HistorySuite
{
    private readonly TemporaryFolder _folder = new();

    private protected override Task<IHistoryDialect> MakeDialectAsync() => Task.FromResult<IHistoryDialect>(new SqliteDialect(_folder.File("history.db")));

    private protected override Task RemoveAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }
}
