using Microsoft.Extensions.Logging;

namespace O2X.Gateway.Mqtt;

/// <summary>
/// Everything that the room of MQTT logs; numbers and names are stable.
/// <code>
/// 720  Connected        info     the broker is connected
/// 721  NotConnected     warning  it is not, and why; told again only when the reason is another one
/// 722  Lost             warning  the connection was lost, and why
/// 723  Refused          warning  the broker did not take a message, and why
/// 724  CommandDone      info     a command was carried out
/// 725  CommandRefused   warning  a command was not, and why
/// 726  NotSaved         warning  what was published could not be saved; something may be published twice after a restart
/// </code>
/// </summary>
internal static partial class MqttLog
{
    [LoggerMessage(720, LogLevel.Information, "The MQTT broker is connected", EventName = nameof(Connected))]
    public static partial void Connected(ILogger logger);

    [LoggerMessage(721, LogLevel.Warning, "The MQTT broker is not connected: {Reason}", EventName = nameof(NotConnected))]
    public static partial void NotConnected(ILogger logger, string reason);

    [LoggerMessage(722, LogLevel.Warning, "The connection to the MQTT broker was lost: {Reason}", EventName = nameof(Lost))]
    public static partial void Lost(ILogger logger, string reason);

    [LoggerMessage(723, LogLevel.Warning, "The MQTT broker did not take a message: {Reason}", EventName = nameof(Refused))]
    public static partial void Refused(ILogger logger, string reason);

    [LoggerMessage(724, LogLevel.Information, "The command {Command} came by MQTT and was carried out", EventName = nameof(CommandDone))]
    public static partial void CommandDone(ILogger logger, string command);

    [LoggerMessage(726, LogLevel.Warning, "What was published by MQTT could not be saved: {Reason}", EventName = nameof(NotSaved))]
    public static partial void NotSaved(ILogger logger, string reason);

    [LoggerMessage(725, LogLevel.Warning, "The command {Command} came by MQTT and was not carried out: {Reason}", EventName = nameof(CommandRefused))]
    public static partial void CommandRefused(ILogger logger, string command, string reason);
}
