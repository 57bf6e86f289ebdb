namespace O2X.Fuzzing.Targets;

/// <summary>Every decoder of bytes from outside.</summary>
internal static class AllTargets
{
    public static IReadOnlyList<FuzzTarget> Make() =>
    [
        new CandumpTarget(),
        new TrcTarget(),
        new SlcanTarget(),
        new CanLogTarget(),
        new LogFileTarget(),
        new AmiFrameTarget(),
        new CanTrackerTarget(),
        new OpenLinkPacketTarget(),
        new OpenLinkTrackerTarget(),
        new OpenLinkAdvertTarget(),
        new VinTarget(),
        new VehicleJsonTarget(),
        new StoreFileTarget(),
        new StoreOwnerTarget(),
        new RtnlTarget(),
        new VehicleSourceTarget(),
    ];
}
