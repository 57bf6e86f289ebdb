using O2X.Actors;
using O2X.Simulator.Scenarios;
using O2X.Vehicles;

namespace O2X.Cli.Output;

/// <summary>What the live view shows. Safe for use by several threads; <see cref="Look"/> gives one consistent picture.</summary>
internal sealed class Dashboard
{
    private const int LongestLog = 100;

    private readonly Lock _gate = new();
    private readonly Queue<LogEntry> _log = new();
    private LinkReport? _link;
    private VehicleSnapshot? _vehicle;
    private DateTimeOffset _newest;

    public void Show(LinkReport report)
    {
        lock (_gate)
        {
            var isNews = _link is not null && (_link.State != report.State || report.InvalidData is not null);
            _link = report;
            if (isNews) Log(report.At, LogKind.Link, TextOf(report));
        }
    }

    public void Show(in VehicleSnapshot snapshot)
    {
        lock (_gate) _vehicle = snapshot;
    }

    public void ShowStatus(in VehicleSnapshot snapshot)
    {
        lock (_gate)
        {
            _vehicle = snapshot;
            Log(snapshot.ReceivedAt, LogKind.Status, Wording.Camel(snapshot.Status));
        }
    }

    public void Show(VehicleEvent happened)
    {
        lock (_gate) Log(happened.At, LogKind.Event, Wording.Of(happened.Kind));
    }

    public void Show(DateTimeOffset at, ScenarioMoment moment)
    {
        lock (_gate) Log(at, LogKind.Story, moment.ToString());
    }

    public Picture Look()
    {
        lock (_gate) return new Picture(_link, _vehicle, [.. _log]);
    }

    private static string TextOf(LinkReport report) =>
        report.InvalidData is { } invalid ? $"invalid data, {invalid.Invalid} of {invalid.Packets} packets"
        : report.Fault is { } fault && report.State is LinkState.Stale or LinkState.WaitingForAdapter or LinkState.Backoff
            ? $"{Wording.Of(report)}: {Wording.Words(fault.Reason.ToString())}"
            : Wording.Of(report);

    private void Log(DateTimeOffset at, LogKind kind, string text)
    {
        // A link's first values were heard a little before it counted as ready.
        _newest = at > _newest ? at : _newest;
        if (_log.Count == LongestLog) _log.Dequeue();
        _log.Enqueue(new LogEntry(_newest, kind, text));
    }
}

/// <summary>What the live view shows at one moment; the newest entry of the log is the last.</summary>
internal sealed record Picture(LinkReport? Link, VehicleSnapshot? Vehicle, IReadOnlyList<LogEntry> Log);

internal sealed record LogEntry(DateTimeOffset At, LogKind Kind, string Text);

internal enum LogKind
{
    Link,
    Status,
    Event,
    Story,
}
