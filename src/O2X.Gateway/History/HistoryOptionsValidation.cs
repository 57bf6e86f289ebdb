using System.Data.Common;
using Microsoft.Extensions.Options;
using Npgsql;

namespace O2X.Gateway.History;

/// <summary>Checks the options of the history; every message names the key and what is allowed, and none tells a password.</summary>
internal sealed class HistoryOptionsValidation : IValidateOptions<HistoryOptions>
{
    private const int MostDays = 36_500;

    public ValidateOptionsResult Validate(string? name, HistoryOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(HistoryOptions options)
    {
        if (DatabaseProblem(options) is { } problem) yield return $"{Key(nameof(options.Database))} {problem}";
        if (options.PasswordFile is { } file && string.IsNullOrWhiteSpace(file))
            yield return $"{Key(nameof(options.PasswordFile))} is blank; it must name a file, or be left out.";
        foreach (var (key, value, most) in new[]
        {
            (nameof(options.SampleSeconds), options.SampleSeconds, 60),
            (nameof(options.DetailDays), options.DetailDays, MostDays),
            (nameof(options.ThinnedMinutes), options.ThinnedMinutes, 1440),
            (nameof(options.SampleDays), options.SampleDays, MostDays),
            (nameof(options.RecordDays), options.RecordDays, MostDays),
            (nameof(options.SessionDays), options.SessionDays, MostDays),
        })
        {
            if (value < 1 || value > most) yield return $"{Key(key)} is {value}; it must be between 1 and {most}.";
        }

        if (options.SampleDays < options.DetailDays)
            yield return $"{Key(nameof(options.SampleDays))} is {options.SampleDays}; it must not be less than {Key(nameof(options.DetailDays))}, which is {options.DetailDays}.";
    }

    private static string? DatabaseProblem(HistoryOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Database)) return $"is blank; it must name a file, a database of PostgreSQL, or be {HistoryOptions.Memory}.";
        if (!options.IsPostgreSql) return null;
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(options.Database);
            if (connection.Password is { Length: > 0 })
                return $"holds a password; it belongs into the file that {Key(nameof(options.PasswordFile))} names, or into the environment's PGPASSWORD.";
            return connection is { Host.Length: > 0, Database.Length: > 0 } ? null : "names no host or no database; such as Host=localhost;Database=o2x;Username=o2x.";
        }
        catch (Exception fault) when (fault is ArgumentException or DbException or FormatException)
        {
            // What was given is not told: it may hold a password.
            return "is no connection string of PostgreSQL, such as Host=localhost;Database=o2x;Username=o2x.";
        }
    }

    private static string Key(string key) => $"{HistoryOptions.Section}:{key}";
}
