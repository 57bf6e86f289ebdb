using Parquet;
using Parquet.Schema;

namespace O2X.Gateway.Api.Export;

/// <summary>A column of an exported table.</summary>
internal abstract class ExportColumn<T>(string name)
{
    public string Name => name;

    /// <summary>The column in Parquet.</summary>
    public abstract DataField Field { get; }

    /// <summary>Writes the cell of a row.</summary>
    public abstract void Write(CsvLine line, T row);

    /// <summary>Writes the cells of some rows as the next column.</summary>
    public abstract Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<T> rows, CancellationToken cancellationToken);
}

/// <summary>Numbers that may not be known.</summary>
internal sealed class NumberColumn<T>(string name, Func<T, double?> read) : ExportColumn<T>(name)
{
    public override DataField Field { get; } = new DataField<double?>(name);

    public override void Write(CsvLine line, T row) => line.Number(read(row));

    public override Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<T> rows, CancellationToken cancellationToken) =>
        group.WriteAsync<double>(Field, rows.Select(read).ToArray(), cancellationToken: cancellationToken);
}

/// <summary>Numbers of rows.</summary>
internal sealed class IdColumn<T>(string name, Func<T, long> read) : ExportColumn<T>(name)
{
    public override DataField Field { get; } = new DataField<long>(name);

    public override void Write(CsvLine line, T row) => line.Number(read(row));

    public override Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<T> rows, CancellationToken cancellationToken) =>
        group.WriteAsync<long>(Field, rows.Select(read).ToArray(), cancellationToken: cancellationToken);
}

/// <summary>Moments in UTC, to the millisecond.</summary>
internal sealed class TimeColumn<T>(string name, Func<T, DateTimeOffset?> read) : ExportColumn<T>(name)
{
    public override DataField Field { get; } = new DateTimeDataField(name, DateTimeFormat.DateAndTime, isAdjustedToUTC: true, isNullable: true);

    public override void Write(CsvLine line, T row) => line.Moment(read(row));

    public override Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<T> rows, CancellationToken cancellationToken) =>
        group.WriteAsync<DateTime>(Field, rows.Select(row => read(row)?.UtcDateTime).ToArray(), cancellationToken: cancellationToken);
}

/// <summary>Text.</summary>
internal sealed class TextColumn<T>(string name, Func<T, string> read) : ExportColumn<T>(name)
{
    public override DataField Field { get; } = new DataField<string>(name, nullable: false);

    public override void Write(CsvLine line, T row) => line.Text(read(row));

    public override Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<T> rows, CancellationToken cancellationToken) =>
        group.WriteAsync(Field, rows.Select(read).ToArray());
}
