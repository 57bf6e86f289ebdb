using O2X.Cli.Sessions;
using O2X.Links;

namespace O2X.Cli.Tests.Sessions;

public class StateFolderTests
{
    [Theory]
    [InlineData(TransportKind.Bus, null, "/state", "/somebody", "/state/o2x/can")]
    [InlineData(TransportKind.Bus, null, null, "/somebody", "/somebody/.local/state/o2x/can")]
    [InlineData(TransportKind.Bus, null, "relative", "/somebody", "/somebody/.local/state/o2x/can")]
    [InlineData(TransportKind.Bus, null, null, null, null)]
    [InlineData(TransportKind.Bluetooth, null, "/state", null, "/state/o2x/ble")]
    [InlineData(TransportKind.Simulator, null, "/state", "/somebody", null)]
    [InlineData(TransportKind.Log, null, "/state", "/somebody", null)]
    [InlineData(TransportKind.Simulator, "/given", "/state", null, "/given/sim")]
    [InlineData(TransportKind.Log, "/given", null, null, "/given/log")]
    [InlineData(TransportKind.Bus, "/given", "/state", null, "/given/can")]
    public void Is_apart_for_each_kind_of_source(TransportKind kind, string? given, string? state, string? home, string? expected) =>
        Assert.Equal(expected, StateFolder.PathFor(kind, given, name => name switch
        {
            "XDG_STATE_HOME" => state,
            "HOME" => home,
            _ => null,
        }));
}
