using Microsoft.Extensions.Options;
using O2X.Gateway.Operation;

namespace O2X.Gateway.Tests.Operation;

public class OperationOptionsTests
{
    [Fact]
    public void Measures_for_prometheus_alone_unless_told_otherwise()
    {
        var options = new OperationOptions();

        Assert.Equal((true, null, OtlpProtocol.Grpc, LogFormat.Text), (options.Metrics, options.Otlp, options.OtlpProtocol, options.LogFormat));
    }

    [Theory]
    [InlineData("Otlp", "collector:4317", "O2X:Gateway:Operation:Otlp is collector:4317; it must be an address such as http://127.0.0.1:4317.")]
    [InlineData("LogFormat", "7", "O2X:Gateway:Operation:LogFormat is 7; it must be text or json.")]
    [InlineData("OtlpProtocol", "7", "O2X:Gateway:Operation:OtlpProtocol is 7; it must be grpc or http.")]
    public void Names_the_key_and_what_is_allowed(string key, string value, string message)
    {
        var problem = Assert.Throws<OptionsValidationException>(() => GatewayApplication.Build(new GatewayLaunch
        {
            Settings = new Dictionary<string, string?> { [$"O2X:Gateway:Operation:{key}"] = value },
        }));

        Assert.Equal([message], problem.Failures);
    }

    [Fact]
    public void Names_the_key_of_what_is_no_format_at_all()
    {
        var problem = Assert.Throws<OptionsValidationException>(() => GatewayApplication.Build(new GatewayLaunch
        {
            Settings = new Dictionary<string, string?> { ["O2X:Gateway:Operation:LogFormat"] = "xml" },
        }));

        Assert.Contains("O2X:Gateway:Operation:LogFormat", Assert.Single(problem.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("grpc")]
    [InlineData("http")]
    public async Task Starts_with_a_collector_that_is_not_there(string protocol)
    {
        await using var host = await GatewayHost.StartReadyAsync(new()
        {
            ["O2X:Gateway:Operation:Otlp"] = "http://127.0.0.1:9",
            ["O2X:Gateway:Operation:OtlpProtocol"] = protocol,
        });

        Assert.NotNull(host.Get<OpenTelemetry.Trace.TracerProvider>());
    }
}
