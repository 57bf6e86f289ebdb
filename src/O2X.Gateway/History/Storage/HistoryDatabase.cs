using System.Data.Common;
using Microsoft.Extensions.Logging;

namespace O2X.Gateway.History.Storage;

/// <summary>
/// The database: one connection writes, one transaction after the other; reads have connections of their own. It is opened, and brought to
/// the newest version, when it is first needed, and again after each failure.
/// </summary>
/// <param name="dialect">Which database.</param>
/// <param name="state">Told whether it can be used.</param>
/// <param name="logger">Told of migrations.</param>
/// <param name="threads">On which threads a database that blocks is asked.</param>
internal sealed class HistoryDatabase(
    IHistoryDialect dialect, HistoryState state, ILogger<HistoryDatabase> logger, HistoryThreads threads = HistoryThreads.Others) : IAsyncDisposable
{
    private readonly SemaphoreSlim _writing = new(1, 1);
    private DbConnection? _writer;
    private volatile bool _isOpen;

    public IHistoryDialect Dialect => dialect;

    /// <summary>Opens it, unless it is open.</summary>
    /// <exception cref="HistoryUnusableException">It cannot be used now.</exception>
    public Task OpenAsync(CancellationToken cancellationToken) =>
        _isOpen ? Task.CompletedTask : MaintainAsync((_, _) => Task.FromResult(0), cancellationToken);

    /// <summary>Reads.</summary>
    /// <exception cref="HistoryUnusableException">It cannot be used now.</exception>
    public Task<T> ReadAsync<T>(Func<DbConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        RunAsync(
            async () =>
            {
                await OpenAsync(cancellationToken).ConfigureAwait(false);
                var connection = await ConnectAsync(forWriting: false, cancellationToken).ConfigureAwait(false);
                await using (connection.ConfigureAwait(false)) return await read(connection, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);

    /// <summary>Writes in a transaction: all of it or nothing.</summary>
    /// <exception cref="HistoryUnusableException">It cannot be used now; nothing was written, or, with a connection that broke, perhaps all.</exception>
    public Task<T> WriteAsync<T>(Func<DbTransaction, CancellationToken, Task<T>> write, CancellationToken cancellationToken) =>
        MaintainAsync(
            async (connection, cancel) =>
            {
                var transaction = await connection.BeginTransactionAsync(cancel).ConfigureAwait(false);
                await using (transaction.ConfigureAwait(false))
                {
                    var result = await write(transaction, cancel).ConfigureAwait(false);
                    await transaction.CommitAsync(cancel).ConfigureAwait(false);
                    return result;
                }
            },
            cancellationToken);

    /// <summary>Does something with the connection that writes, while nobody else does.</summary>
    /// <exception cref="HistoryUnusableException">It cannot be used now.</exception>
    public Task<T> MaintainAsync<T>(Func<DbConnection, CancellationToken, Task<T>> maintain, CancellationToken cancellationToken) =>
        RunAsync(
            async () =>
            {
                await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
                try
                {
                    var connection = _writer ??= await OpenWriterAsync(cancellationToken).ConfigureAwait(false);
                    var result = await maintain(connection, cancellationToken).ConfigureAwait(false);
                    state.Works();
                    return result;
                }
                catch
                {
                    // Whatever it was, the next one begins with a connection of which everything is known.
                    await CloseWriterAsync().ConfigureAwait(false);
                    throw;
                }
                finally
                {
                    _writing.Release();
                }
            },
            cancellationToken);

    /// <summary>Copies all of it to a file, while it is in use.</summary>
    /// <exception cref="NotSupportedException">The database has tools of its own for that; the message names them.</exception>
    /// <exception cref="HistoryUnusableException">It cannot be used now, or the file cannot be written.</exception>
    public Task BackUpAsync(string path, CancellationToken cancellationToken) =>
        RunAsync(
            async () =>
            {
                await OpenAsync(cancellationToken).ConfigureAwait(false);
                await dialect.BackUpAsync(path, cancellationToken).ConfigureAwait(false);
                return 0;
            },
            cancellationToken);

    public async ValueTask DisposeAsync()
    {
        // The one that writes is the last to go: it leaves the whole in one file.
        if (dialect is IAsyncDisposable disposable) await disposable.DisposeAsync().ConfigureAwait(false);
        await CloseWriterAsync().ConfigureAwait(false);
    }

    private async Task<DbConnection> OpenWriterAsync(CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(forWriting: true, cancellationToken).ConfigureAwait(false);
        try
        {
            var before = await HistorySchema.MigrateAsync(connection, dialect, HistorySchema.Newest, cancellationToken).ConfigureAwait(false);
            if (before > 0 && before < HistorySchema.Newest) HistoryLog.Migrated(logger, before, HistorySchema.Newest);
            _isOpen = true;
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<DbConnection> ConnectAsync(bool forWriting, CancellationToken cancellationToken)
    {
        var connection = dialect.Connect(forWriting);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            await dialect.PrepareAsync(connection, forWriting, cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask CloseWriterAsync()
    {
        if (Interlocked.Exchange(ref _writer, null) is not { } connection) return;
        try
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
        catch (DbException)
        {
            // It is given up because of what went before.
        }
    }

    private async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return dialect.IsBlocking && threads == HistoryThreads.Others
                ? await Task.Run(work, cancellationToken).ConfigureAwait(false)
                : await work().ConfigureAwait(false);
        }
        catch (HistoryUnusableException problem)
        {
            state.Fails(problem.Message);
            throw;
        }
        catch (Exception problem) when (dialect.Explain(problem) is { } explained)
        {
            state.Fails(explained.Message);
            throw explained;
        }
    }
}

/// <summary>On which threads a database that blocks is asked.</summary>
internal enum HistoryThreads
{
    /// <summary>On others than the one that asks, which goes on.</summary>
    Others,

    /// <summary>On the one that asks: whatever follows has happened when the call returns, as tests on virtual time need it.</summary>
    Same,
}
