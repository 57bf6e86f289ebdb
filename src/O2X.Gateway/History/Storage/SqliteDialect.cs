using System.Data.Common;
using Microsoft.Data.Sqlite;
using O2X.Actors.Storage;

namespace O2X.Gateway.History.Storage;

/// <summary>
/// SQLite. Its log is written ahead, so that readers and the writer do not wait for each other. A commit is handed to the operating system
/// and not synced to the disk one by one (<c>synchronous=NORMAL</c>): it survives the end of the process at any moment; after a power
/// failure the file is whole and the last seconds may be missing. A sync for each would cost a memory card its life.
/// </summary>
internal sealed class SqliteDialect(string path) : IHistoryDialect, IAsyncDisposable
{
    private const int PagesPerStep = 256;

    public bool IsBlocking => true;

    public string Key => "INTEGER PRIMARY KEY";

    public string GivenKey => "INTEGER PRIMARY KEY AUTOINCREMENT";

    public string Clustered => " WITHOUT ROWID";

    public DbConnection Connect(bool forWriting)
    {
        if (forWriting) MakeFile();
        return new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = forWriting ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadOnly,
            // A file that was replaced is not to be written to by a connection from before.
            Pooling = !forWriting,
            DefaultTimeout = 5,
        }.ConnectionString);
    }

    public async Task PrepareAsync(DbConnection connection, bool forWriting, CancellationToken cancellationToken)
    {
        if (!forWriting) return;
        // Before the first table, or it has no effect.
        await ExecuteAsync(connection, "PRAGMA auto_vacuum = INCREMENTAL", cancellationToken).ConfigureAwait(false);
        await ExecuteAsync(connection, "PRAGMA journal_mode = WAL", cancellationToken).ConfigureAwait(false);
        await ExecuteAsync(connection, "PRAGMA synchronous = NORMAL", cancellationToken).ConfigureAwait(false);
        await ExecuteAsync(connection, "PRAGMA journal_size_limit = 16777216", cancellationToken).ConfigureAwait(false);
    }

    public async Task ExecuteManyAsync(
        DbTransaction transaction, string statement, IReadOnlyList<string> parameters, IReadOnlyList<object?[]> rows, CancellationToken cancellationToken)
    {
        var command = ((SqliteTransaction)transaction).Connection!.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.Transaction = (SqliteTransaction)transaction;
            command.CommandText = statement;
            foreach (var name in parameters) command.Parameters.AddWithValue(name, DBNull.Value);
            foreach (var row in rows)
            {
                for (var i = 0; i < row.Length; i++) command.Parameters[i].Value = row[i] ?? DBNull.Value;
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public async Task<bool> ShrinkAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await ExecuteAsync(connection, $"PRAGMA incremental_vacuum({PagesPerStep})", cancellationToken).ConfigureAwait(false);
        return (long)(await ExecuteAsync(connection, "PRAGMA freelist_count", cancellationToken).ConfigureAwait(false))! > 0;
    }

    // Deleting alone leaves copies in the free parts of pages, and in the log that was written ahead.
    public async Task ShredAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await ExecuteAsync(connection, "VACUUM", cancellationToken).ConfigureAwait(false);
        await ExecuteAsync(connection, "PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken).ConfigureAwait(false);
    }

    public async Task BackUpAsync(string copy, CancellationToken cancellationToken)
    {
        var from = (SqliteConnection)Connect(forWriting: false);
        await using (from.ConfigureAwait(false))
        {
            await from.OpenAsync(cancellationToken).ConfigureAwait(false);
            MakeFile(copy);
            var to = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false }.ConnectionString);
            await using (to.ConfigureAwait(false))
            {
                await to.OpenAsync(cancellationToken).ConfigureAwait(false);
                from.BackupDatabase(to);
            }
        }
    }

    public HistoryUnusableException? Explain(Exception problem) => problem switch
    {
        SqliteException { SqliteErrorCode: 11 or 26 } => Words("is damaged. Bring it back from a backup, or move it away: the history then begins anew.", problem),
        SqliteException { SqliteErrorCode: 13 } => Words("cannot grow: the disk is full.", problem),
        SqliteException { SqliteErrorCode: 5 or 6 } => Words("is in use by another program.", problem),
        SqliteException { SqliteErrorCode: 8 } => Words("may not be written to.", problem),
        SqliteException { SqliteErrorCode: 14 } => Words("cannot be opened.", problem),
        SqliteException or IOException or UnauthorizedAccessException when problem is not HistoryUnusableException =>
            Words($"cannot be used: {problem.Message.TrimEnd('.')}.", problem),
        _ => null,
    };

    public ValueTask DisposeAsync()
    {
        using var pooled = (SqliteConnection)Connect(forWriting: false);
        SqliteConnection.ClearPool(pooled);
        return ValueTask.CompletedTask;
    }

    private static async Task<object?> ExecuteAsync(DbConnection connection, string statement, CancellationToken cancellationToken)
    {
        var command = connection.Command(null, statement);
        await using (command.ConfigureAwait(false)) return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
    }

    private HistoryUnusableException Words(string words, Exception problem) => new($"The history {path} {words}", problem);

    private void MakeFile()
    {
        AtomicFile.MakeFolder(Path.GetDirectoryName(path)!);
        MakeFile(path);
    }

    // For its owner alone; SQLite gives its other files the same permissions.
    private static void MakeFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = AtomicFile.OwnersFile;
        if (!File.Exists(path)) new FileStream(path, options).Dispose();
    }
}
