using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.Central;
using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Peripheral;

/// <summary>What it means that BlueZ does not let a dongle serve.</summary>
internal static class PeripheralFaults
{
    private const string OtherAdapter = "Use an adapter that can be a peripheral: --adapter; btmgmt info lists \"advertising\" among what an adapter supports.";

    /// <summary>The adapter lacks an interface of BlueZ.</summary>
    public static LinkFault Lacking(string adapter) => new(
        LinkLossReason.NotSupported, $"BlueZ offers no advertising on {adapter}.", OtherAdapter);

    /// <summary>A registration failed.</summary>
    public static LinkFault Of(Exception problem) => problem switch
    {
        DBusException { ErrorName: BlueZErrors.NotPermitted } => new(
            LinkLossReason.OutOfSlots, "The adapter advertises as much as it can for others.", "End the other programs that advertise: bluetoothctl advertise off."),
        DBusException { ErrorName: BlueZErrors.Failed or BlueZErrors.NotSupported } failed => new(
            LinkLossReason.NotSupported, $"The adapter does not advertise: {failed.ErrorMessage}.", OtherAdapter),
        DBusException { ErrorName: BlueZErrors.InvalidLength or BlueZErrors.InvalidArguments } refused => new(
            LinkLossReason.NotSupported, $"BlueZ takes no such advert: {refused.ErrorMessage}.", "BlueZ 5.50 or later is needed."),
        _ => BlueZFaults.Of(problem, "serving"),
    };
}
