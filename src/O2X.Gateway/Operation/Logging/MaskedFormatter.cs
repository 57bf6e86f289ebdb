using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace O2X.Gateway.Operation.Logging;

/// <summary>Writes log lines as another formatter does, with every VIN masked: also those in messages of libraries.</summary>
internal sealed class MaskedFormatter(IServiceProvider services, IOptions<OperationOptions> options) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "o2x";

    private const string Host = "Microsoft.Extensions.Hosting.Internal.Host";
    private const int StartFailed = 11;

    // It is one of those among which it looks.
    private readonly Lazy<ConsoleFormatter> _inner = new(() => services.GetServices<ConsoleFormatter>().Single(formatter => formatter.Name == InnerName(options.Value)));

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        // Whoever starts it is told the same as an exception, and tells it in one line.
        if (logEntry.EventId.Id == StartFailed && logEntry.Category == Host) return;
        using var line = new StringWriter();
        _inner.Value.Write(logEntry, scopeProvider, line);
        textWriter.Write(VinMask.Masked(line.ToString()));
    }

    private static string InnerName(OperationOptions options) =>
        options.LogFormat == LogFormat.Json ? ConsoleFormatterNames.Json
        : SystemdHelpers.IsSystemdService() ? ConsoleFormatterNames.Systemd
        : ConsoleFormatterNames.Simple;
}
