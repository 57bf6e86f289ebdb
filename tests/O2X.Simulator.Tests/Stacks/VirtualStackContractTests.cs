using O2X.Links;

namespace O2X.Simulator.Tests.Stacks;

public sealed class VirtualStackContractTests : SimulatedTransportContract
{
    protected override ILinkTransport Transport => World.Transport;
}
