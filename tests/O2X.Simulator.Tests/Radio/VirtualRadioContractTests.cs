using O2X.Links;

namespace O2X.Simulator.Tests.Radio;

public sealed class VirtualRadioContractTests : SimulatedTransportContract
{
    protected override ILinkTransport Transport => World.Radio;
}
