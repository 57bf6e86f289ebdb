using Microsoft.Extensions.Logging;

namespace O2X.Gateway.Security;

/// <summary>
/// What the room of security logs; never a key, a cookie or what somebody typed.
/// <code>
/// 740  SignedIn            info    somebody signed in on the page
/// 741  WrongKey            warning a key was wrong
/// 742  TooManyWrongKeys    warning an address, or all together, gave so many wrong keys that no more is looked at for a while
/// 743  ForeignRequest      warning a request named a host or came from a page that is not the gateway's
/// 744  KeyUnreadable       error   the file of the key cannot be used: nobody is let in
/// 745  VehicleErased       warning everything of a vehicle was erased
/// </code>
/// </summary>
internal static partial class SecurityLog
{
    [LoggerMessage(740, LogLevel.Information, "Signed in from {Address}", EventName = nameof(SignedIn))]
    public static partial void SignedIn(ILogger logger, string address);

    [LoggerMessage(741, LogLevel.Warning, "A wrong key was given from {Address}", EventName = nameof(WrongKey))]
    public static partial void WrongKey(ILogger logger, string address);

    [LoggerMessage(742, LogLevel.Warning, "Too many wrong keys: those from {Address} are not looked at for a while", EventName = nameof(TooManyWrongKeys))]
    public static partial void TooManyWrongKeys(ILogger logger, string address);

    [LoggerMessage(743, LogLevel.Warning, "A request from {Address} was refused: {Reason}", EventName = nameof(ForeignRequest))]
    public static partial void ForeignRequest(ILogger logger, string address, string reason);

    [LoggerMessage(744, LogLevel.Error, "Nobody is let in: {Problem}", EventName = nameof(KeyUnreadable))]
    public static partial void KeyUnreadable(ILogger logger, string problem);

    [LoggerMessage(745, LogLevel.Warning, "Everything of the vehicle {Vehicle} was erased", EventName = nameof(VehicleErased))]
    public static partial void VehicleErased(ILogger logger, string vehicle);
}
