using Microsoft.Extensions.Options;
using O2X.Gateway.Feed;
using O2X.Gateway.History;
using O2X.Gateway.History.Storage;

namespace O2X.Gateway.Tests.History;

public class HistoryOptionsTests
{
    public static TheoryData<string, string, string> Wrong => new()
    {
        { "Database", " ", "O2X:Gateway:History:Database is blank; it must name a file, a database of PostgreSQL, or be memory." },
        { "Database", "Host=db", "O2X:Gateway:History:Database names no host or no database; such as Host=localhost;Database=o2x;Username=o2x." },
        { "Database", "Hosd=db;Database=o2x", "O2X:Gateway:History:Database is no connection string of PostgreSQL, such as Host=localhost;Database=o2x;Username=o2x." },
        { "Database", "Host=db;Database=o2x;Password=secret", "O2X:Gateway:History:Database holds a password; it belongs into the file that O2X:Gateway:History:PasswordFile names, or into the environment's PGPASSWORD." },
        { "PasswordFile", " ", "O2X:Gateway:History:PasswordFile is blank; it must name a file, or be left out." },
        { "SampleSeconds", "61", "O2X:Gateway:History:SampleSeconds is 61; it must be between 1 and 60." },
        { "DetailDays", "0", "O2X:Gateway:History:DetailDays is 0; it must be between 1 and 36500." },
        { "ThinnedMinutes", "1441", "O2X:Gateway:History:ThinnedMinutes is 1441; it must be between 1 and 1440." },
        { "SampleDays", "89", "O2X:Gateway:History:SampleDays is 89; it must not be less than O2X:Gateway:History:DetailDays, which is 90." },
        { "RecordDays", "36501", "O2X:Gateway:History:RecordDays is 36501; it must be between 1 and 36500." },
        { "SessionDays", "-1", "O2X:Gateway:History:SessionDays is -1; it must be between 1 and 36500." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Names_the_key_and_what_is_allowed(string key, string value, string message)
    {
        var problem = await Assert.ThrowsAsync<OptionsValidationException>(
            () => GatewayHost.StartAsync(new() { [$"O2X:Gateway:History:{key}"] = value }));

        Assert.Equal([message], problem.Failures);
    }

    [Fact]
    public async Task Keeps_a_file_in_the_state_folder_unless_told_otherwise()
    {
        using var folder = new TemporaryFolder();
        await using var host = await GatewayHost.StartAsync(new() { ["O2X:Gateway:StateDirectory"] = folder.FullPath });

        Assert.True(File.Exists(Path.Combine(folder.FullPath, "sim", "history.db")));
    }

    [Fact]
    public async Task Keeps_the_file_that_is_named()
    {
        using var folder = new TemporaryFolder();
        await using var host = await GatewayHost.StartAsync(new()
        {
            ["O2X:Gateway:StateDirectory"] = folder.FullPath,
            ["O2X:Gateway:History:Database"] = folder.File("elsewhere.db"),
        });

        Assert.True(File.Exists(folder.File("elsewhere.db")));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("state", "memory")]
    public async Task Keeps_nothing_without_a_place(string? state, string? database)
    {
        using var folder = new TemporaryFolder();
        await using var host = await GatewayHost.StartAsync(new()
        {
            ["O2X:Gateway:StateDirectory"] = state is null ? null : folder.FullPath,
            ["O2X:Gateway:History:Database"] = database ?? HistoryOptions.DefaultFile,
        });

        Assert.IsType<MemoryJournal>(host.Get<IEventJournal>());
        Assert.IsType<MemoryHistory>(host.Get<IVehicleHistory>());
        Assert.Empty(Directory.GetFiles(folder.FullPath, "*.db", SearchOption.AllDirectories));
    }

    [Fact]
    public void Takes_a_file_and_a_connection_string_apart()
    {
        Assert.False(new HistoryOptions().IsPostgreSql);
        Assert.True(new HistoryOptions { Database = "Host=db;Database=o2x" }.IsPostgreSql);
        Assert.Null(new PostgreSqlDialect("Host=db;Database=o2x").Explain(new InvalidOperationException("other")));
    }
}
