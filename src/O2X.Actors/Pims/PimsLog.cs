using Microsoft.Extensions.Logging;

namespace O2X.Actors;

/// <summary>What the facade logs: event ids 1300 to 1399.</summary>
internal static partial class PimsLog
{
    [LoggerMessage(1300, LogLevel.Error, "The callback of call {TransactionId} threw", EventName = "PimsCallbackFailed")]
    public static partial void CallbackFailed(ILogger logger, string transactionId, Exception exception);

    [LoggerMessage(1301, LogLevel.Error, "The call {Api} failed for a reason that the SDK has no code for", EventName = "PimsCallFailed")]
    public static partial void CallFailed(ILogger logger, string api, Exception exception);

    [LoggerMessage(1302, LogLevel.Warning, "The parameter {Name} of {Api} is not known and is ignored", EventName = "PimsParameterIgnored")]
    public static partial void ParameterIgnored(ILogger logger, string api, string name);
}
