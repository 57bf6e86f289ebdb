using Xunit;

namespace O2X.TestKit;

/// <summary>What must hold of an engine that rests.</summary>
public static class EngineBenchAssertions
{
    /// <summary>No scan, no link, no timer: nothing is left of a subscription that ended.</summary>
    public static void AssertNothingIsOpen(this EngineBench bench)
    {
        Assert.Equal(0, bench.Transport.OpenScans);
        Assert.Equal(0, bench.Transport.OpenLinks);
        Assert.Equal(0, bench.Clock.ArmedTimers);
    }
}
