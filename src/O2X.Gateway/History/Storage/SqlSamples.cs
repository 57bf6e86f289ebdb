using System.Data.Common;
using System.Text.Json;
using O2X.Gateway.Vehicles;
using O2X.Vehicles;

namespace O2X.Gateway.History.Storage;

/// <summary>The rows of samples.</summary>
internal static class SqlSamples
{
    public const int PageSize = 1000;

    private const string Columns = "at, status, state_of_charge, remaining_range, odometer, speed, pack_voltage, pack_current";

    // A moment that comes again, after a clock was set back or an attempt of which no answer came, has its newest sample.
    private const string Insert =
        """
        INSERT INTO samples (vehicle, at, status, state_of_charge, remaining_range, odometer, speed, pack_voltage, pack_current)
        VALUES (@vehicle, @at, @status, @charge, @range, @odometer, @speed, @voltage, @current)
        ON CONFLICT (vehicle, at) DO UPDATE SET status = excluded.status, state_of_charge = excluded.state_of_charge,
            remaining_range = excluded.remaining_range, odometer = excluded.odometer, speed = excluded.speed,
            pack_voltage = excluded.pack_voltage, pack_current = excluded.pack_current
        """;

    private static readonly string[] _parameters =
        ["@vehicle", "@at", "@status", "@charge", "@range", "@odometer", "@speed", "@voltage", "@current"];

    public static Task WriteAsync(
        DbTransaction transaction, IHistoryDialect dialect, IEnumerable<(VehicleId Vehicle, Sample Sample)> samples, CancellationToken cancellationToken)
    {
        object?[][] rows = [.. samples.Select(one => Row(one.Vehicle, one.Sample))];
        return dialect.ExecuteManyAsync(transaction, Insert, _parameters, rows, cancellationToken);
    }

    /// <summary>The first samples of a range, oldest first; <see cref="PageSize"/> at most.</summary>
    /// <param name="connection">Where to.</param>
    /// <param name="vehicle">Whose.</param>
    /// <param name="from">The first millisecond.</param>
    /// <param name="to">The first millisecond after it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<List<Sample>> PageAsync(DbConnection connection, VehicleId vehicle, long from, long to, CancellationToken cancellationToken) =>
        connection.Command(
            null,
            $"SELECT {Columns} FROM samples WHERE vehicle = @vehicle AND at >= @from AND at < @to ORDER BY at LIMIT {PageSize}",
            ("@vehicle", vehicle.ToString()),
            ("@from", from),
            ("@to", to)).ListAsync(Of, cancellationToken);

    /// <summary>The last sample of each of some equal parts of a range. It looks once into the table's order for each part, however many samples there are.</summary>
    public static Task<List<Sample>> ChartAsync(DbConnection connection, VehicleId vehicle, TimeRange range, int most, CancellationToken cancellationToken) =>
        connection.Command(
            null,
            $"""
            WITH RECURSIVE part (number) AS (SELECT CAST(0 AS bigint) UNION ALL SELECT number + 1 FROM part WHERE number + 1 < @most)
            SELECT {Columns} FROM part JOIN samples ON samples.vehicle = @vehicle AND samples.at = (
                SELECT MAX(inner_samples.at) FROM samples inner_samples
                WHERE inner_samples.vehicle = @vehicle
                    AND inner_samples.at >= @from + (part.number * @span + @most - 1) / @most
                    AND inner_samples.at < @from + ((part.number + 1) * @span + @most - 1) / @most)
            ORDER BY samples.at
            """,
            ("@vehicle", vehicle.ToString()),
            ("@from", range.From.CeilingMilliseconds()),
            ("@span", range.To.CeilingMilliseconds() - range.From.CeilingMilliseconds()),
            ("@most", (long)most)).ListAsync(Of, cancellationToken);

    private static object?[] Row(VehicleId vehicle, in Sample sample) =>
    [
        vehicle.ToString(), sample.At.ToUnixTimeMilliseconds(), JsonNamingPolicy.CamelCase.ConvertName(sample.Status.ToString()),
        sample.StateOfCharge, sample.RemainingRange, sample.Odometer, sample.Speed, sample.PackVoltage, sample.PackCurrent,
    ];

    private static Sample Of(DbDataReader row) => new(
        row.Moment(0),
        Enum.TryParse<VehicleStatus>(row.GetString(1), ignoreCase: true, out var status) ? status : VehicleStatus.Unknown,
        row.Double(2), row.Double(3), row.Double(4), row.Double(5), row.Double(6), row.Double(7));
}
