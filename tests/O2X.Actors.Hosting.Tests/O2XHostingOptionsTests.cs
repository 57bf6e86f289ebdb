using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace O2X.Actors.Hosting.Tests;

public class O2XHostingOptionsTests
{
    public static TheoryData<string, Func<O2XHostingOptions, object?>, object?> Defaults => new()
    {
        { nameof(O2XHostingOptions.Source), o => o.Source, null },
        { nameof(O2XHostingOptions.Vin), o => o.Vin, null },
        { nameof(O2XHostingOptions.AutoSubscribe), o => o.AutoSubscribe, null },
        { nameof(O2XHostingOptions.ScanTimeout), o => o.ScanTimeout, TimeSpan.FromSeconds(60) },
        { nameof(O2XHostingOptions.LooseConnection), o => o.LooseConnection, TimeSpan.FromSeconds(5) },
        { nameof(O2XHostingOptions.ChangeStatus), o => o.ChangeStatus, TimeSpan.Zero },
        { nameof(O2XHostingOptions.InformationInterval), o => o.InformationInterval, TimeSpan.FromSeconds(1) },
        { nameof(O2XHostingOptions.QueueLimit), o => o.QueueLimit, 1024 },
        { nameof(O2XHostingOptions.ConnectTimeout), o => o.ConnectTimeout, TimeSpan.FromSeconds(10) },
        { nameof(O2XHostingOptions.VerifyTimeout), o => o.VerifyTimeout, TimeSpan.FromSeconds(10) },
        { nameof(O2XHostingOptions.CloseTimeout), o => o.CloseTimeout, TimeSpan.FromSeconds(5) },
        { nameof(O2XHostingOptions.PassOver), o => o.PassOver, TimeSpan.FromSeconds(60) },
        { nameof(O2XHostingOptions.VinGrace), o => o.VinGrace, TimeSpan.FromSeconds(3) },
        { nameof(O2XHostingOptions.AllowUnverifiedVin), o => o.AllowUnverifiedVin, null },
        { nameof(O2XHostingOptions.StateDirectory), o => o.StateDirectory, null },
        { nameof(O2XHostingOptions.OwnerSecretFile), o => o.OwnerSecretFile, null },
        { nameof(O2XHostingOptions.AllIds), o => o.AllIds, false },
        { nameof(O2XHostingOptions.AllowActiveCan), o => o.AllowActiveCan, false },
        { nameof(O2XHostingOptions.TrustClock), o => o.TrustClock, false },
    };

    private static string SecretFile
    {
        get
        {
            var path = Path.Combine(AppContext.BaseDirectory, "owner-secret.txt");
            if (!File.Exists(path)) File.WriteAllText(path, "secret\n");
            return path;
        }
    }

    public static TheoryData<string, string, Func<O2XHostingOptions, object?>, object> Overrides => new()
    {
        { nameof(O2XHostingOptions.Source), "can:can0", o => o.Source, "can:can0" },
        { nameof(O2XHostingOptions.Vin), "VR1AB12C3D4567890", o => o.Vin, "VR1AB12C3D4567890" },
        { nameof(O2XHostingOptions.AutoSubscribe), "true", o => o.AutoSubscribe, true },
        { nameof(O2XHostingOptions.ScanTimeout), "00:02:00", o => o.ScanTimeout, TimeSpan.FromMinutes(2) },
        { nameof(O2XHostingOptions.LooseConnection), "00:00:10", o => o.LooseConnection, TimeSpan.FromSeconds(10) },
        { nameof(O2XHostingOptions.ChangeStatus), "00:00:01.5", o => o.ChangeStatus, TimeSpan.FromSeconds(1.5) },
        { nameof(O2XHostingOptions.InformationInterval), "00:00:00", o => o.InformationInterval, TimeSpan.Zero },
        { nameof(O2XHostingOptions.QueueLimit), "7", o => o.QueueLimit, 7 },
        { nameof(O2XHostingOptions.ConnectTimeout), "00:00:20", o => o.ConnectTimeout, TimeSpan.FromSeconds(20) },
        { nameof(O2XHostingOptions.VerifyTimeout), "00:00:30", o => o.VerifyTimeout, TimeSpan.FromSeconds(30) },
        { nameof(O2XHostingOptions.CloseTimeout), "00:00:01", o => o.CloseTimeout, TimeSpan.FromSeconds(1) },
        { nameof(O2XHostingOptions.PassOver), "01:00:00", o => o.PassOver, TimeSpan.FromHours(1) },
        { nameof(O2XHostingOptions.VinGrace), "00:00:00", o => o.VinGrace, TimeSpan.Zero },
        { nameof(O2XHostingOptions.AllowUnverifiedVin), "true", o => o.AllowUnverifiedVin, true },
        { nameof(O2XHostingOptions.StateDirectory), "state", o => o.StateDirectory, "state" },
        { nameof(O2XHostingOptions.OwnerSecretFile), SecretFile, o => o.OwnerSecretFile, SecretFile },
        { nameof(O2XHostingOptions.AllIds), "true", o => o.AllIds, true },
        { nameof(O2XHostingOptions.AllowActiveCan), "true", o => o.AllowActiveCan, true },
        { nameof(O2XHostingOptions.TrustClock), "true", o => o.TrustClock, true },
    };

    public static TheoryData<string, string, string> Errors => new()
    {
        { "Source", "bluetooth", "O2X:Source: 'bluetooth' is not a source: a source is sim, sim:SCENARIO, can:INTERFACE, ble, ble:ADAPTER or log:FILE." },
        { "Vin", "VR1", "O2X:Vin is no VIN; it must be 17 characters of A-Z and 0-9 without I, O and Q, or be left out." },
        { "Vin", "", "O2X:Vin is no VIN; it must be 17 characters of A-Z and 0-9 without I, O and Q, or be left out." },
        { "ConnectTimeout", "00:00:00", "O2X:ConnectTimeout is 00:00:00; it must be between 00:00:00.0010000 and 1.00:00:00" },
        { "VerifyTimeout", "2", "O2X:VerifyTimeout is 2.00:00:00; it must be between 00:00:00.0010000 and 1.00:00:00" },
        { "CloseTimeout", "00:00:00", "O2X:CloseTimeout is 00:00:00; it must be between 00:00:00.0010000 and 1.00:00:00" },
        { "PassOver", "-00:00:01", "O2X:PassOver is -00:00:01; it must be between 00:00:00 and 1.00:00:00" },
        { "VinGrace", "-00:00:01", "O2X:VinGrace is -00:00:01; it must be between 00:00:00 and 1.00:00:00" },
        { "ScanTimeout", "00:00:00", "O2X:ScanTimeout is 00:00:00; it must be between 00:00:00.0010000 and 1.00:00:00" },
        { "LooseConnection", "-00:00:01", "O2X:LooseConnection is -00:00:01; it must be between 00:00:00.0010000 and 1.00:00:00" },
        { "ChangeStatus", "1.00:00:01", "O2X:ChangeStatus is 1.00:00:01; it must be between 00:00:00 and 1.00:00:00" },
        { "InformationInterval", "-1", "O2X:InformationInterval is -1.00:00:00; it must be between 00:00:00 and 1.00:00:00" },
        { "QueueLimit", "0", "O2X:QueueLimit is 0; it must be between 1 and 1000000." },
        { "QueueLimit", "1000001", "O2X:QueueLimit is 1000001; it must be between 1 and 1000000." },
        { "OwnerSecretFile", "no-such-file", "O2X:OwnerSecretFile: the file of the owner's secret cannot be read: " },
        { "StateDirectory", " ", "O2X:StateDirectory is blank; it must name a folder, or be left out." },
    };

    public static TheoryData<string, string> Unreadable => new()
    {
        { "ScanTimeout", "soon" },
        { "QueueLimit", "many" },
        { "AllowUnverifiedVin", "perhaps" },
        { "AllIds", "1.5" },
        { "AutoSubscribe", "2" },
        { "VinGrace", "3 s" },
        { "AllowActiveCan", "x" },
        { "TrustClock", "x" },
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

    [Fact]
    public void Has_a_default_an_override_and_an_error_for_each_option_that_can_be_wrong()
    {
        var options = typeof(O2XHostingOptions).GetProperties().Select(option => option.Name).Order(StringComparer.Ordinal).ToList();

        Assert.Equal(options, Defaults.Select(row => (string)((object[])row)[0]).Order(StringComparer.Ordinal));
        Assert.Equal(options, Overrides.Select(row => (string)((object[])row)[0]).Order(StringComparer.Ordinal));
        Assert.Equal(
            options,
            Errors.Select(row => (string)((object[])row)[0]).Concat(Unreadable.Select(row => (string)((object[])row)[0]))
                .Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(TimeSpan.MillisecondsPerDay)]
    public async Task Allows_what_the_engine_allows(long milliseconds)
    {
        var time = TimeSpan.FromMilliseconds(milliseconds);
        using var host = TestHost.Build(services => services.AddO2X(o2x => o2x.WithSimulator().Configure(o =>
        {
            (o.ScanTimeout, o.LooseConnection, o.ConnectTimeout, o.VerifyTimeout, o.CloseTimeout) = (time, time, time, time, time);
            (o.ChangeStatus, o.InformationInterval, o.PassOver, o.VinGrace) = (time, time, time, time);
            o.QueueLimit = milliseconds == 1 ? 1 : 1_000_000;
        })));
        await host.StartAsync();

        Assert.Equal(time, host.Services.GetRequiredService<IO2XEngine>().Timeouts.Scan);
        await host.StopAsync();
    }

    [Fact]
    public void Is_read_from_the_section_of_the_engine_that_it_is_for()
    {
        var settings = new Dictionary<string, string?>
        {
            ["O2X:QueueLimit"] = "5", ["O2X:left:QueueLimit"] = "6", ["O2X:right:Source"] = "sim", ["O2X:left:Source"] = "sim",
        };
        var services = Services(settings).AddO2X(o2x => o2x.WithSimulator()).AddO2X("left").AddO2X("RIGHT").BuildServiceProvider();

        var options = services.GetRequiredService<IOptionsMonitor<O2XHostingOptions>>();

        Assert.Equal((5, null), (options.CurrentValue.QueueLimit, options.CurrentValue.Source));
        Assert.Equal((6, "sim"), (options.Get("left").QueueLimit, options.Get("left").Source));
        Assert.Equal((1024, "sim"), (options.Get("RIGHT").QueueLimit, options.Get("RIGHT").Source));
    }

    [Fact]
    public void Names_the_engine_whose_key_is_wrong()
    {
        var services = Services(new() { ["O2X:left:QueueLimit"] = "0" }).AddO2X("left", o2x => o2x.WithSimulator()).BuildServiceProvider();

        var problem = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptionsMonitor<O2XHostingOptions>>().Get("left"));

        Assert.Equal("O2X:left:QueueLimit is 0; it must be between 1 and 1000000.", problem.Message);
    }

    [Theory]
    [InlineData("state", "state")]
    [InlineData("state/", "./other/../state")]
    public void Refuses_a_folder_that_another_engine_has(string folder, string same)
    {
        var services = Services(new() { ["O2X:left:StateDirectory"] = folder, ["O2X:StateDirectory"] = same })
            .AddO2X("left", o2x => o2x.WithSimulator()).AddO2X("right", o2x => o2x.WithSimulator()).AddO2X(o2x => o2x.WithSimulator())
            .BuildServiceProvider();
        var options = services.GetRequiredService<IOptionsMonitor<O2XHostingOptions>>();

        Assert.Equal(folder, options.Get("left").StateDirectory);
        Assert.Null(options.Get("right").StateDirectory);
        var problem = Assert.Throws<OptionsValidationException>(() => options.CurrentValue);

        Assert.Equal($"O2X:StateDirectory is {same}, as O2X:left:StateDirectory is; each engine needs a folder of its own.", problem.Message);
    }

    [Fact]
    public void Never_tells_a_VIN()
    {
        var problem = Assert.Throws<OptionsValidationException>(() => Options(new() { ["O2X:Vin"] = "VR1AB12C3D45678901" }, o2x => o2x.WithSimulator()));

        Assert.DoesNotContain("VR1AB", problem.ToString(), StringComparison.Ordinal);
    }

    private static O2XHostingOptions Options(Dictionary<string, string?> settings, Action<O2XBuilder>? configure) =>
        Services(settings).AddO2X(configure).BuildServiceProvider().GetRequiredService<IOptions<O2XHostingOptions>>().Value;

    private static IServiceCollection Services(Dictionary<string, string?> settings) =>
        new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
}
