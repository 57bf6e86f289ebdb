using Microsoft.Data.Sqlite;

namespace O2X.Gateway.Operation.Backup;

/// <summary>A database that may be written to meanwhile is copied by itself, at one moment.</summary>
internal static class DatabaseCopy
{
    private static ReadOnlySpan<byte> Header => "SQLite format 3\0"u8;

    public static bool IsDatabase(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        Span<byte> beginning = stackalloc byte[16];
        return file.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false) == beginning.Length && beginning.SequenceEqual(Header);
    }

    /// <exception cref="IOException">It cannot be copied.</exception>
    public static void Make(string path, string copy)
    {
        try
        {
            using var from = Open(path, SqliteOpenMode.ReadWrite);
            using var to = Open(copy, SqliteOpenMode.ReadWriteCreate);
            from.BackupDatabase(to);
        }
        catch (SqliteException problem)
        {
            throw new IOException($"{path} cannot be copied: {problem.Message.TrimEnd('.')}.", problem);
        }
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
