using System.Data.Common;
using O2X.Gateway.Vehicles;

namespace O2X.Gateway.History.Storage;

/// <summary>What the histories ask a connection for.</summary>
internal static class SqlCommands
{
    public static DbCommand Command(
        this DbConnection connection, DbTransaction? transaction, string statement, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = statement;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public static DbCommand Command(this DbTransaction transaction, string statement, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        transaction.Connection!.Command(transaction, statement, parameters);

    /// <summary>Executes it, once.</summary>
    /// <returns>How many rows it changed.</returns>
    public static async Task<int> ExecuteAsync(this DbCommand command, CancellationToken cancellationToken)
    {
        await using (command.ConfigureAwait(false)) return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The number that it answers with; null when there is none.</summary>
    public static async Task<long?> NumberAsync(this DbCommand command, CancellationToken cancellationToken)
    {
        await using (command.ConfigureAwait(false))
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is long number ? number : null;
    }

    /// <summary>All rows that it answers with.</summary>
    public static async Task<List<T>> ListAsync<T>(this DbCommand command, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                List<T> rows = [];
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) rows.Add(read(reader));
                return rows;
            }
        }
    }

    public static double? Double(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetDouble(column);

    public static DateTimeOffset Moment(this DbDataReader reader, int column) => DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(column));

    public static VehicleId Vehicle(this DbDataReader reader, int column) =>
        VehicleId.TryParse(reader.GetString(column), out var vehicle) ? vehicle : VehicleId.None;

    /// <summary>The first whole millisecond that is not before a moment.</summary>
    public static long CeilingMilliseconds(this DateTimeOffset moment) =>
        moment.ToUnixTimeMilliseconds() + (moment.UtcTicks % TimeSpan.TicksPerMillisecond == 0 ? 0 : 1);
}
