using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using O2X.Gateway.Operation.Logging;
using O2X.Simulator;

namespace O2X.Gateway.Tests.Operation;

public class LogTests
{
    [Theory]
    [InlineData("VR1AB12C3D4567890", "VR1**********7890")]
    [InlineData("linked to vr1ab12c3d4567890.", "linked to VR1**********7890.")]
    [InlineData("a=VR1AB12C3D4567890,b=VR1AB12C3D4567891", "a=VR1**********7890,b=VR1**********7891")]
    [InlineData("\"VR1AB12C3D4567890\"", "\"VR1**********7890\"")]
    [InlineData("xVR1AB12C3D4567890", "xVR1AB12C3D4567890")]
    [InlineData("VR1**********7890", "VR1**********7890")]
    [InlineData("12345678901234567", "12345678901234567")]
    [InlineData("unsubscrbeunsubsc", "unsubscrbeunsubsc")]
    public void Masks_what_looks_like_a_vin(string text, string masked) => Assert.Equal(masked, VinMask.Masked(text));

    [Theory]
    [InlineData("VR1AB12C3D4567890 sleeps", "car sleeps")]
    [InlineData("VR1**********7890 sleeps", "car sleeps")]
    public void Calls_a_vehicle_by_its_name(string text, string named) => Assert.Equal(named, VinMask.Named(text, "car"));

    [Theory]
    [InlineData("text", "warn: O2X[7]")]
    [InlineData("json", "\"EventId\":7,\"LogLevel\":\"Warning\",\"Category\":\"O2X\"")]
    public async Task Writes_lines_in_both_formats_with_vins_masked(string format, string part)
    {
        await using var host = await GatewayHost.StartAsync(new() { ["O2X:Gateway:Operation:LogFormat"] = format });
        Assert.Equal(MaskedFormatter.FormatterName, host.Get<IOptions<ConsoleLoggerOptions>>().Value.FormatterName);
        var formatter = host.Get<IEnumerable<ConsoleFormatter>>().Single(one => one.Name == MaskedFormatter.FormatterName);
        using var line = new StringWriter();
        var state = new List<KeyValuePair<string, object?>> { new("Vin", SimulatedWorld.DefaultVin.Full), new("{OriginalFormat}", "Heard {Vin}") };
        formatter.Write(
            new LogEntry<List<KeyValuePair<string, object?>>>(
                LogLevel.Warning, "O2X", new EventId(7), state, new InvalidOperationException($"No {SimulatedWorld.DefaultVin.Full}"), (_, _) => $"Heard {SimulatedWorld.DefaultVin.Full}"),
            null,
            line);

        Assert.Contains(part, line.ToString(), StringComparison.Ordinal);
        Assert.Contains($"Heard {SimulatedWorld.DefaultVin}", line.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(SimulatedWorld.DefaultVin.Full, line.ToString(), StringComparison.Ordinal);
    }
}
