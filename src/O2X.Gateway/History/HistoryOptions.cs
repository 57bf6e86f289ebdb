namespace O2X.Gateway.History;

/// <summary>What is kept of vehicles, where and for how long: bound to the configuration section <c>O2X:Gateway:History</c>, and checked at start.</summary>
internal sealed class HistoryOptions
{
    public const string Section = GatewayOptions.Section + ":History";

    /// <summary>The value of <see cref="Database"/> that keeps everything in memory, until the process ends.</summary>
    public const string Memory = "memory";

    /// <summary>The file of the state folder, when nothing else is named.</summary>
    public const string DefaultFile = "history.db";

    /// <summary>
    /// A file of SQLite, below the state folder unless its path is a full one, or a connection string of PostgreSQL
    /// (<c>Host=…;Database=…;Username=…</c>), or <c>memory</c>.
    /// </summary>
    public string Database { get; set; } = DefaultFile;

    /// <summary>The file whose first line is PostgreSQL's password; null: the environment's <c>PGPASSWORD</c> or <c>PGPASSFILE</c>, or none.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>The shortest time between two samples of one state and charge, in seconds; 1 to 60.</summary>
    public int SampleSeconds { get; set; } = 5;

    /// <summary>For how many days every sample is kept; 1 to 36,500.</summary>
    public int DetailDays { get; set; } = 90;

    /// <summary>How far apart the samples are that are kept longer, in minutes; 1 to 1,440.</summary>
    public int ThinnedMinutes { get; set; } = 15;

    /// <summary>For how many days samples are kept at all; 1 to 36,500, and not less than <see cref="DetailDays"/>.</summary>
    public int SampleDays { get; set; } = 1825;

    /// <summary>For how many days statuses, events and reports of the link are kept; 1 to 36,500.</summary>
    public int RecordDays { get; set; } = 365;

    /// <summary>For how many days trips and charge sessions are kept; 1 to 36,500.</summary>
    public int SessionDays { get; set; } = 3650;

    /// <summary>Whether <see cref="Database"/> is a connection string rather than a file.</summary>
    public bool IsPostgreSql => Database.Contains('=', StringComparison.Ordinal);
}
