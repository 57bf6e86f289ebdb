using System.Data.Common;
using O2X.Gateway.History.Recording;
using O2X.Gateway.Vehicles;

namespace O2X.Gateway.History.Storage;

/// <summary>The rows of trips and charge sessions.</summary>
internal static class SqlSessions
{
    private const string Columns =
        "id, vehicle, kind, begun, ended, heard, odometer_from, odometer_to, charge_from, charge_to, energy, measured_seconds";

    private const string Update =
        """
        UPDATE sessions SET ended = @ended, heard = @heard, odometer_from = @odometerFrom, odometer_to = @odometerTo,
            charge_from = @chargeFrom, charge_to = @chargeTo, energy = @energy, measured_seconds = @measured
        WHERE vehicle = @vehicle AND kind = @kind AND begun = @begun
        """;

    private const string Insert =
        """
        INSERT INTO sessions (vehicle, kind, begun, ended, heard, odometer_from, odometer_to, charge_from, charge_to, energy, measured_seconds)
        VALUES (@vehicle, @kind, @begun, @ended, @heard, @odometerFrom, @odometerTo, @chargeFrom, @chargeTo, @energy, @measured)
        """;

    /// <summary>Writes a session as it is now, whether it was written before or not.</summary>
    public static async Task WriteAsync(DbTransaction transaction, VehicleId vehicle, Session session, CancellationToken cancellationToken)
    {
        // An upsert would use up a number of PostgreSQL's each time.
        if (await ExecuteAsync(Update).ConfigureAwait(false) == 0) await ExecuteAsync(Insert).ConfigureAwait(false);

        Task<int> ExecuteAsync(string statement) => transaction.Command(
            statement,
            ("@vehicle", vehicle.ToString()),
            ("@kind", WordOf(session.Kind)),
            ("@begun", session.Begun.ToUnixTimeMilliseconds()),
            ("@ended", session.Ended?.ToUnixTimeMilliseconds()),
            ("@heard", session.Heard.ToUnixTimeMilliseconds()),
            ("@odometerFrom", session.OdometerFrom),
            ("@odometerTo", session.OdometerTo),
            ("@chargeFrom", session.ChargeFrom),
            ("@chargeTo", session.ChargeTo),
            ("@energy", session.Energy),
            ("@measured", session.MeasuredSeconds)).ExecuteAsync(cancellationToken);
    }

    /// <summary>The newest session of each vehicle, and whatever has not ended.</summary>
    public static Task<List<(VehicleId Vehicle, Session Session)>> LatestAsync(DbConnection connection, CancellationToken cancellationToken) =>
        connection.Command(
            null,
            $"SELECT {Columns} FROM sessions WHERE ended IS NULL OR id IN (SELECT MAX(id) FROM sessions GROUP BY vehicle) ORDER BY id")
            .ListAsync(row => (row.Vehicle(1), Of(row)), cancellationToken);

    /// <summary>A part of the sessions of a kind, newest first.</summary>
    public static async Task<HistoryPage<T>> PageAsync<T>(
        DbConnection connection, VehicleId vehicle, SessionKind kind, TimeRange range, PageRequest page, Func<Session, long, T> make, CancellationToken cancellationToken)
    {
        var rows = await connection.Command(
            null,
            $"""
            SELECT {Columns} FROM sessions
            WHERE vehicle = @vehicle AND kind = @kind AND begun >= @from AND begun < @to AND id < @before ORDER BY id DESC LIMIT @most
            """,
            ("@vehicle", vehicle.ToString()),
            ("@kind", WordOf(kind)),
            ("@from", range.From.CeilingMilliseconds()),
            ("@to", range.To.CeilingMilliseconds()),
            ("@before", page.Before ?? long.MaxValue),
            ("@most", page.Most + 1L)).ListAsync(row => (Id: row.GetInt64(0), Session: Of(row)), cancellationToken).ConfigureAwait(false);
        var next = rows.Count > page.Most ? rows[page.Most - 1].Id : (long?)null;
        return new HistoryPage<T>([.. rows.Take(page.Most).Select(row => make(row.Session, row.Id))], next);
    }

    private static Session Of(DbDataReader row) =>
        new(row.GetString(2) == WordOf(SessionKind.Trip) ? SessionKind.Trip : SessionKind.Charge, row.Moment(3), row.Moment(5))
        {
            Ended = row.IsDBNull(4) ? null : row.Moment(4),
            OdometerFrom = row.Double(6),
            OdometerTo = row.Double(7),
            ChargeFrom = row.Double(8),
            ChargeTo = row.Double(9),
            Energy = row.GetDouble(10),
            MeasuredSeconds = row.GetDouble(11),
        };

    private static string WordOf(SessionKind kind) => kind == SessionKind.Trip ? "trip" : "charge";
}
