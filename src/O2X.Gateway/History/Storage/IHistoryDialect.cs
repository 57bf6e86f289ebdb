using System.Data.Common;

namespace O2X.Gateway.History.Storage;

/// <summary>In what the databases differ; all other SQL is the same for both.</summary>
internal interface IHistoryDialect
{
    /// <summary>Whether its calls block the thread that makes them, also the asynchronous ones.</summary>
    bool IsBlocking { get; }

    /// <summary>A column that is a number given by the program, and the primary key.</summary>
    string Key { get; }

    /// <summary>A column that is a number given by the database, never twice, and the primary key.</summary>
    string GivenKey { get; }

    /// <summary>What follows a table that is to lie in the order of its primary key.</summary>
    string Clustered { get; }

    /// <summary>A connection that is not open yet.</summary>
    /// <param name="forWriting">Whether it is the one that writes, and makes a database that is not there.</param>
    DbConnection Connect(bool forWriting);

    /// <summary>Sets up a connection that was opened.</summary>
    Task PrepareAsync(DbConnection connection, bool forWriting, CancellationToken cancellationToken);

    /// <summary>Executes a statement once for each row.</summary>
    /// <param name="transaction">In which.</param>
    /// <param name="statement">It names its parameters.</param>
    /// <param name="parameters">The parameters' names.</param>
    /// <param name="rows">Their values.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task ExecuteManyAsync(
        DbTransaction transaction, string statement, IReadOnlyList<string> parameters, IReadOnlyList<object?[]> rows, CancellationToken cancellationToken);

    /// <summary>Gives some of the room that was freed back to the file system.</summary>
    /// <returns>Whether there may be more.</returns>
    Task<bool> ShrinkAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Sees to it that of what was deleted no byte is left in files.</summary>
    Task ShredAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Copies all of it to a file, while it is in use.</summary>
    /// <exception cref="NotSupportedException">It has tools of its own for that.</exception>
    Task BackUpAsync(string path, CancellationToken cancellationToken);

    /// <summary>Says what a failure means; null when it is none of the database.</summary>
    HistoryUnusableException? Explain(Exception problem);
}
