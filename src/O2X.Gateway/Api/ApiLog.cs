using Microsoft.Extensions.Logging;

namespace O2X.Gateway.Api;

/// <summary>
/// What the API and the streams log.
/// <code>
/// 730  RequestFailed  error  a request could not be answered because of a mistake in the gateway
/// </code>
/// </summary>
internal static partial class ApiLog
{
    [LoggerMessage(730, LogLevel.Error, "A request to the API could not be answered", EventName = nameof(RequestFailed))]
    public static partial void RequestFailed(ILogger logger, Exception problem);
}
