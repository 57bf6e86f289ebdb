using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace O2X.Actors.Hosting.Tests;

public class O2XHostingOptionsTests
{
    public static TheoryData<string, Func<O2XHostingOptions, object?>, object?> Defaults => new()
    {
        { nameof(O2XHostingOptions.Source), o => o.Source, null },
        { nameof(O2XHostingOptions.ScanTimeout), o => o.ScanTimeout, TimeSpan.FromSeconds(60) },
        { nameof(O2XHostingOptions.LooseConnection), o => o.LooseConnection, TimeSpan.FromSeconds(5) },
        { nameof(O2XHostingOptions.ChangeStatus), o => o.ChangeStatus, TimeSpan.Zero },
        { nameof(O2XHostingOptions.InformationInterval), o => o.InformationInterval, TimeSpan.FromSeconds(1) },
        { nameof(O2XHostingOptions.QueueLimit), o => o.QueueLimit, 1024 },
        { nameof(O2XHostingOptions.AllowUnverifiedVin), o => o.AllowUnverifiedVin, null },
        { nameof(O2XHostingOptions.StateDirectory), o => o.StateDirectory, null },
        { nameof(O2XHostingOptions.AllIds), o => o.AllIds, false },
        { nameof(O2XHostingOptions.AllowActiveCan), o => o.AllowActiveCan, false },
    };

    public static TheoryData<string, string, Func<O2XHostingOptions, object?>, object> Overrides => new()
    {
        { nameof(O2XHostingOptions.Source), "can:can0", o => o.Source, "can:can0" },
        { nameof(O2XHostingOptions.ScanTimeout), "00:02:00", o => o.ScanTimeout, TimeSpan.FromMinutes(2) },
        { nameof(O2XHostingOptions.LooseConnection), "00:00:10", o => o.LooseConnection, TimeSpan.FromSeconds(10) },
        { nameof(O2XHostingOptions.ChangeStatus), "00:00:01.5", o => o.ChangeStatus, TimeSpan.FromSeconds(1.5) },
        { nameof(O2XHostingOptions.InformationInterval), "00:00:00", o => o.InformationInterval, TimeSpan.Zero },
        { nameof(O2XHostingOptions.QueueLimit), "7", o => o.QueueLimit, 7 },
        { nameof(O2XHostingOptions.AllowUnverifiedVin), "true", o => o.AllowUnverifiedVin, true },
        { nameof(O2XHostingOptions.StateDirectory), "state", o => o.StateDirectory, "state" },
        { nameof(O2XHostingOptions.AllIds), "true", o => o.AllIds, true },
        { nameof(O2XHostingOptions.AllowActiveCan), "true", o => o.AllowActiveCan, true },
    };

    public static TheoryData<string, string, string> Errors => new()
    {
        { "Source", "bluetooth", "O2X:Source: 'bluetooth' is not a source: a source is sim, sim:SCENARIO, can:INTERFACE or log:FILE." },
        { "ScanTimeout", "00:00:00", "O2X:ScanTimeout is 00:00:00; it must be between 00:00:00.0010000 and 1.00:00:00" },
        { "LooseConnection", "-00:00:01", "O2X:LooseConnection is -00:00:01; it must be between 00:00:00.0010000 and 1.00:00:00" },
        { "ChangeStatus", "1.00:00:01", "O2X:ChangeStatus is 1.00:00:01; it must be between 00:00:00 and 1.00:00:00" },
        { "InformationInterval", "-1", "O2X:InformationInterval is -1.00:00:00; it must be between 00:00:00 and 1.00:00:00" },
        { "QueueLimit", "0", "O2X:QueueLimit is 0; it must be between 1 and 1000000." },
        { "QueueLimit", "1000001", "O2X:QueueLimit is 1000001; it must be between 1 and 1000000." },
        { "StateDirectory", " ", "O2X:StateDirectory is blank; it must name a folder, or be left out." },
    };

    public static TheoryData<string, string> Unreadable => new()
    {
        { "ScanTimeout", "soon" },
        { "QueueLimit", "many" },
        { "AllowUnverifiedVin", "perhaps" },
        { "AllIds", "1.5" },
        { "AllowActiveCan", "x" },
    };

    [Theory]
    [MemberData(nameof(Defaults))]
    public void Has_a_default(string key, Func<O2XHostingOptions, object?> read, object? expected)
    {
        Assert.Equal(expected, read(Options([], o2x => o2x.WithSimulator())));
        Assert.NotEmpty(key);
    }

    [Theory]
    [MemberData(nameof(Overrides))]
    public void Is_overridden_by_configuration(string key, string value, Func<O2XHostingOptions, object?> read, object expected) =>
        Assert.Equal(expected, read(Options(new() { [$"O2X:{key}"] = value }, o2x => o2x.WithSimulator())));

    [Theory]
    [MemberData(nameof(Errors))]
    public void Says_which_key_is_wrong_and_what_is_allowed(string key, string value, string message)
    {
        var settings = new Dictionary<string, string?> { ["O2X:Source"] = "sim", [$"O2X:{key}"] = value };

        var problem = Assert.Throws<OptionsValidationException>(() => Options(settings, null));

        Assert.StartsWith(message, Assert.Single(problem.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void Names_the_key_of_a_value_that_cannot_be_read(string key, string value)
    {
        var problem = Assert.Throws<InvalidOperationException>(() => Options(new() { [$"O2X:{key}"] = value }, null));

        Assert.Contains($"O2X:{key}", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_everything_that_is_wrong_at_once()
    {
        var problem = Assert.Throws<OptionsValidationException>(
            () => Options(new() { ["O2X:QueueLimit"] = "0", ["O2X:ScanTimeout"] = "00:00:00" }, null));

        Assert.Equal(
            ["O2X:Source", "O2X:ScanTimeout", "O2X:QueueLimit"],
            problem.Failures.Select(failure => failure[..failure.IndexOfAny([' ', ':'], "O2X:".Length)]));
    }

    [Fact]
    public void Is_changed_by_code_after_configuration()
    {
        var options = Options(
            new() { ["O2X:QueueLimit"] = "5" },
            o2x => o2x.WithSimulator().Configure(o => o.QueueLimit *= 2).Configure(o => o.QueueLimit++));

        Assert.Equal(11, options.QueueLimit);
    }

    private static O2XHostingOptions Options(Dictionary<string, string?> settings, Action<O2XBuilder>? configure) =>
        new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddO2X(configure)
            .BuildServiceProvider()
            .GetRequiredService<IOptions<O2XHostingOptions>>()
            .Value;
}
