using System.Net.Mime;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using O2X.Gateway.History;

namespace O2X.Gateway.Api.Export;

/// <summary>The history as files: <c>/export/samples.csv</c>, <c>/export/trips.parquet</c> and so on.</summary>
internal static class ExportEndpoints
{
    public const string Csv = "text/csv";

    public const string Parquet = "application/vnd.apache.parquet";

    public static Delegate CsvOf<T>(ExportTable<T> table) =>
        IResult (RequestedVehicle requested, [AsParameters] RangeQuery query, IVehicleHistory history) =>
            query.Read(RangeQuery.Everything, out var range) is { } wrong
                ? wrong
                : new FileAnswer(
                    $"{Csv}; charset=utf-8; header=present",
                    NameOf(requested, table, "csv"),
                    (response, ended) => TableWriter.WriteCsvAsync(table, table.ReadAsync(history, requested.Id, range, ended), response.BodyWriter, ended));

    public static Delegate ParquetOf<T>(ExportTable<T> table) =>
        IResult (RequestedVehicle requested, [AsParameters] RangeQuery query, IVehicleHistory history) =>
            query.Read(RangeQuery.Everything, out var range) is { } wrong
                ? wrong
                : new FileAnswer(
                    Parquet,
                    NameOf(requested, table, "parquet"),
                    (response, ended) => TableWriter.WriteParquetAsync(table, table.ReadAsync(history, requested.Id, range, ended), response.Body, ended));

    private static string NameOf<T>(RequestedVehicle requested, ExportTable<T> table, string ending) =>
        $"o2x-{requested.Identity!.Alias}-{table.Name}.{ending}";

    /// <summary>A file that is written while it is sent.</summary>
    private sealed class FileAnswer(string type, string name, Func<HttpResponse, CancellationToken, Task> writeAsync) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.ContentType = type;
            response.Headers.CacheControl = "no-store";
            response.Headers.ContentDisposition = new ContentDispositionHeaderValue(DispositionTypeNames.Attachment) { FileName = name }.ToString();
            return writeAsync(response, httpContext.RequestAborted);
        }
    }
}
