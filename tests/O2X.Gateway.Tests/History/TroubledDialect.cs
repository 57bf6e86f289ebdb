using System.Data.Common;
using O2X.Gateway.History.Storage;

namespace O2X.Gateway.Tests.History;

/// <summary>A database that cannot be reached, fails in the middle of writing, or is on a full disk, when the test says so.</summary>
internal sealed class TroubledDialect(IHistoryDialect dialect) : IHistoryDialect, IAsyncDisposable
{
    /// <summary>What every connection fails with.</summary>
    public Exception? Problem { get; set; }

    /// <summary>What writing fails with, after some of it was written.</summary>
    public Exception? WriteProblem { get; set; }

    /// <summary>How large the file may become; 0: as large as it will.</summary>
    public int MostPages { get; set; }

    public bool IsBlocking => dialect.IsBlocking;

    public string Key => dialect.Key;

    public string GivenKey => dialect.GivenKey;

    public string Clustered => dialect.Clustered;

    public DbConnection Connect(bool forWriting) => Problem is { } problem ? throw problem : dialect.Connect(forWriting);

    public async Task PrepareAsync(DbConnection connection, bool forWriting, CancellationToken cancellationToken)
    {
        await dialect.PrepareAsync(connection, forWriting, cancellationToken);
        if (forWriting && MostPages > 0) await connection.Command(null, $"PRAGMA max_page_count = {MostPages}").NumberAsync(cancellationToken);
    }

    public async Task ExecuteManyAsync(
        DbTransaction transaction, string statement, IReadOnlyList<string> parameters, IReadOnlyList<object?[]> rows, CancellationToken cancellationToken)
    {
        await dialect.ExecuteManyAsync(transaction, statement, parameters, [.. rows.Take(WriteProblem is null ? rows.Count : rows.Count / 2)], cancellationToken);
        if (WriteProblem is { } problem) throw problem;
    }

    public Task<bool> ShrinkAsync(DbConnection connection, CancellationToken cancellationToken) => dialect.ShrinkAsync(connection, cancellationToken);

    public Task ShredAsync(DbConnection connection, CancellationToken cancellationToken) => dialect.ShredAsync(connection, cancellationToken);

    public Task BackUpAsync(string path, CancellationToken cancellationToken) => dialect.BackUpAsync(path, cancellationToken);

    public HistoryUnusableException? Explain(Exception problem) => dialect.Explain(problem);

    public ValueTask DisposeAsync() => dialect is IAsyncDisposable disposable ? disposable.DisposeAsync() : ValueTask.CompletedTask;
}
