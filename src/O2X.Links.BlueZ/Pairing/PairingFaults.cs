using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.Central;
using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Pairing;

/// <summary>Why a central could not be paired with a dongle, and what to do about it. Pure.</summary>
internal static class PairingFaults
{
    private const string OpenWindow = "Open the pairing window on the dongle (o2x dongle pair), and try again while it is open.";
    private const string Again = "Try again: o2x pair ADDRESS, with the passkey that the dongle shows then; each attempt has another one.";

    public static LinkFault NotHeard(string address, TimeSpan search) => new(
        LinkLossReason.ScanTimeout,
        $"{address} was not heard within {search.TotalSeconds} s.",
        "Be close to it, see that nobody else is connected to it, and look its address up with o2x scan.");

    public static LinkFault JustWorks { get; } = new(
        LinkLossReason.Authentication,
        "The dongle paired without a passkey, so that anybody could be in between; the bond was removed again.",
        "Pair with a dongle that shows a passkey: o2x dongle pair.");

    public static LinkFault NotKept { get; } = new(
        LinkLossReason.Authentication, "It paired for this connection alone: no bond was kept.", "bluetoothctl pairable on, and try again.");

    /// <summary>BlueZ or the dongle refused.</summary>
    /// <param name="problem">What was thrown.</param>
    /// <param name="asking">How far the passkey came.</param>
    public static LinkFault Of(Exception problem, PasskeyState asking) => asking switch
    {
        PasskeyState.Late => new(LinkLossReason.Authentication, "The passkey was not typed in time.", Again),
        PasskeyState.Missing => new(LinkLossReason.Authentication, "No passkey of six digits was given.", Again),
        PasskeyState.Other => new(LinkLossReason.Authentication, "The dongle wanted to pair in another way than by a passkey that it shows.", "Pair with a dongle that shows one: o2x dongle pair."),
        _ => problem switch
        {
            TimeoutException => new(LinkLossReason.ConnectTimeout, "The dongle did not pair in time.", OpenWindow),
            DBusException error => Of(error, asking),
            _ => BlueZFaults.Of(problem, "pairing"),
        },
    };

    private static LinkFault Of(DBusException error, PasskeyState asking) => error.ErrorName switch
    {
        BlueZErrors.AuthenticationFailed when asking == PasskeyState.Given => new(LinkLossReason.Authentication, "The passkey was wrong, or the dongle gave up.", Again),
        BlueZErrors.AuthenticationFailed or BlueZErrors.AuthenticationRejected or BlueZErrors.NotPermitted =>
            new(LinkLossReason.Authentication, "The dongle refused to pair.", OpenWindow),
        BlueZErrors.AuthenticationCanceled => new(LinkLossReason.Authentication, "The pairing was cancelled, or the link was lost meanwhile.", Again),
        BlueZErrors.AuthenticationTimeout => new(LinkLossReason.Authentication, "The pairing took too long.", Again),
        BlueZErrors.ConnectionAttemptFailed => new(LinkLossReason.ConnectTimeout, "The dongle did not answer.", "Be close to it, and see that nobody else is connected to it."),
        BlueZErrors.InProgress or BlueZErrors.Busy => new(LinkLossReason.Unknown, "Another program of this machine is pairing with it.", "Let that one finish, or end it."),
        _ => BlueZFaults.Of(error, "pairing"),
    };
}

/// <summary>How far a passkey came.</summary>
internal enum PasskeyState
{
    /// <summary>It was not asked for.</summary>
    NotAsked,

    /// <summary>It is asked for.</summary>
    Asked,

    /// <summary>It was given to BlueZ.</summary>
    Given,

    /// <summary>None was given.</summary>
    Missing,

    /// <summary>It was asked for too long.</summary>
    Late,

    /// <summary>Something else was asked for.</summary>
    Other,
}
