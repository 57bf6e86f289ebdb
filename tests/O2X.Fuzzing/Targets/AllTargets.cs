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
        new PacketLogTarget(),
        new LogFileTarget(),
        new LogCopyTarget(),
        new AmiFrameTarget(),
        new CanTrackerTarget(),
        new OpenLinkPacketTarget(),
        new OpenLinkFramesTarget(),
        new OpenLinkTrackerTarget(),
        new OpenLinkAdvertTarget(),
        new AnonymiserTarget(),
        new VinTarget(),
        new VehicleJsonTarget(),
        new StoreFileTarget(),
        new StoreOwnerTarget(),
        new ScenarioTarget(),
        new RtnlTarget(),
        new VehicleSourceTarget(),
        new DBusMessageTarget(),
        new DBusAddressTarget(),
        new DBusSaslTarget(),
    ];
}
