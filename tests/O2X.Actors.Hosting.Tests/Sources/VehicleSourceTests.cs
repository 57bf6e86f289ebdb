using O2X.Actors.Hosting.Sources;
using O2X.Links;

namespace O2X.Actors.Hosting.Tests.Sources;

public class VehicleSourceTests
{
    public static TheoryData<string, VehicleSource> Good => new()
    {
        { "sim", new SimulatorSource() },
        { "can:can0", new SocketCanSource("can0") },
        { "can:vcan0.1", new SocketCanSource("vcan0.1") },
        { "log:drive.log", new LogSource("drive.log") },
        { "log:/var/log/a:b.log", new LogSource("/var/log/a:b.log") },
    };

    public static TheoryData<string?, string> Bad => new()
    {
        { null, "no source is named" },
        { "", "no source is named" },
        { "sim:2", "'sim:2' says more than sim" },
        { "SIM", "'SIM' is not a source" },
        { "can", "can: needs an interface, as in can:can0" },
        { "can:", "can: needs an interface, as in can:can0" },
        { "can:a name", "'a name' cannot be the name of an interface" },
        { "can:../../etc", "'../../etc' cannot be the name of an interface" },
        { "can:a-name-that-is-too-long", "cannot be the name of an interface" },
        { "log", "log: needs a file, as in log:drive.log" },
        { "log:", "log: needs a file, as in log:drive.log" },
        { "ble", "'ble' is not a source: a source is sim, can:INTERFACE or log:FILE" },
        { "s\nim", "'s?im' is not a source" },
        { "can:\u001b[2Jcan0", "'?[2Jcan0' cannot be the name of an interface" },
        { "sim:\r\u0085\0", "'sim:???' says more than sim" },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void Reads_a_source(string text, VehicleSource expected)
    {
        Assert.True(VehicleSource.TryParse(text, out var source, out var problem));
        Assert.Equal(expected, source);
        Assert.Null(problem);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Says_what_is_wrong_with_a_text(string? text, string expected)
    {
        Assert.False(VehicleSource.TryParse(text, out var source, out var problem));
        Assert.Null(source);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
        Assert.DoesNotContain(problem, char.IsControl);
    }

    [Theory]
    [InlineData("sim", "sim", TransportKind.Simulator)]
    [InlineData("can:no-such0", "can:no-such0", TransportKind.Bus)]
    [InlineData("log:/no/such/drive.log", "log:drive.log", TransportKind.Log)]
    public async Task Opens_the_transport_that_is_named_like_it(string text, string name, TransportKind kind)
    {
        Assert.True(VehicleSource.TryParse(text, out var source, out _));
        await using var transport = source.Open();

        Assert.Equal((name, kind), (transport.Info.Name, transport.Info.Kind));
        Assert.Equal(name, source.ToString());
    }
}
