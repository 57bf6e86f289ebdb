using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Parquet;
using Parquet.Schema;

namespace O2X.Gateway.Api.Export;

/// <summary>Writes a table as its rows come; memory does not grow with their number.</summary>
internal static class TableWriter
{
    /// <summary>The most rows that are held for a group of Parquet.</summary>
    public const int RowsOfGroup = 16 * 1024;

    private const int FlushAfter = 16 * 1024;

    public static async Task WriteCsvAsync<T>(ExportTable<T> table, IAsyncEnumerable<T> rows, PipeWriter output, CancellationToken cancellationToken)
    {
        var line = new CsvLine(output);
        foreach (var column in table.Columns) line.Text(column.Name);
        line.End();
        await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            foreach (var column in table.Columns) column.Write(line, row);
            line.End();
            if (output.UnflushedBytes > FlushAfter) await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    public static async Task WriteParquetAsync<T>(ExportTable<T> table, IAsyncEnumerable<T> rows, Stream output, CancellationToken cancellationToken)
    {
        var schema = new ParquetSchema(table.Columns.Select(Field (column) => column.Field));
        await using var counted = new CountingStream(output);
        await using var writer = await ParquetWriter.CreateAsync(schema, counted, cancellationToken: cancellationToken).ConfigureAwait(false);
        List<T> group = [];
        await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            group.Add(row);
            if (group.Count < RowsOfGroup) continue;
            await WriteGroupAsync(writer, table, group, cancellationToken).ConfigureAwait(false);
            group.Clear();
        }

        if (group.Count > 0) await WriteGroupAsync(writer, table, group, cancellationToken).ConfigureAwait(false);
    }

    private static async Task WriteGroupAsync<T>(ParquetWriter writer, ExportTable<T> table, List<T> rows, CancellationToken cancellationToken)
    {
        using var group = writer.CreateRowGroup();
        foreach (var column in table.Columns) await column.WriteAsync(group, rows, cancellationToken).ConfigureAwait(false);
        group.CompleteValidate();
    }
}
