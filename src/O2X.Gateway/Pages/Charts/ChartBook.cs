using O2X.Gateway.History;
using O2X.Gateway.Vehicles;
using O2X.Vehicles;

namespace O2X.Gateway.Pages.Charts;

/// <summary>What the charts of one open page show: samples of the history, and what was heard since they were read.</summary>
internal sealed class ChartBook
{
    private readonly List<Sample> _samples = [];
    private VehicleId _vehicle;
    private DateTimeOffset _begun;

    public ChartSpan Span { get; private set; } = ChartSpan.All[0];

    public IReadOnlyList<Sample> Samples => _samples;

    /// <summary>Reads a span anew.</summary>
    public async Task LoadAsync(IVehicleHistory history, VehicleId vehicle, ChartSpan span, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Goes on where it was called: the page adds to the same samples.
        var kept = await history.ChartAsync(vehicle, new TimeRange(now - span.Length, now), ChartSpan.MostPoints, cancellationToken);
        // What was heard while it was read is newer than the newest sample.
        var newest = kept.Count > 0 ? kept[^1].At : DateTimeOffset.MinValue;
        var heard = _vehicle == vehicle ? _samples.Where(sample => sample.At > newest && sample.At > now - span.Length).ToList() : [];
        (_vehicle, Span, _begun) = (vehicle, span, DateTimeOffset.MinValue);
        _samples.Clear();
        _samples.AddRange(kept);
        _samples.AddRange(heard);
    }

    /// <summary>Adds what is heard now.</summary>
    public void Add(VehicleView view)
    {
        if (view.Identity.Id != _vehicle)
        {
            _samples.Clear();
            _vehicle = view.Identity.Id;
        }

        _samples.RemoveAll(sample => sample.At < view.At - Span.Length - Span.Gap);
        // The end of the line is always what is heard now; it stays as a point once a part of the span is over.
        if (_samples.Count > 0 && view.At - _begun < Span.Part) _samples.RemoveAt(_samples.Count - 1);
        else _begun = view.At;
        _samples.Add(SampleOf(view));
    }

    public IEnumerable<ChartPoint> Charge => Points(sample => sample.StateOfCharge);

    public IEnumerable<ChartPoint> Power => Points(sample => sample.Power);

    public IEnumerable<ChartPoint> Speed => Points(sample => sample.Speed);

    private static Sample SampleOf(VehicleView view)
    {
        if (view.Snapshot is not { } heard) return new Sample(view.At, VehicleStatus.Unknown, null, null, null, null, null, null);
        return new Sample(
            view.At,
            heard.Status,
            Live(Signal.StateOfCharge) ? heard.StateOfCharge : null,
            Live(Signal.RemainingRange) ? heard.RemainingRange : null,
            Live(Signal.Odometer) ? (double?)heard.Odometer : null,
            Live(Signal.Speed) ? heard.Speed : null,
            Live(Signal.PackVoltage) ? (double?)heard.PackVoltage : null,
            Live(Signal.PackCurrent) ? (double?)heard.PackCurrent : null);

        bool Live(Signal signal) => heard.QualityOf(signal) == Quality.Live;
    }

    private IEnumerable<ChartPoint> Points(Func<Sample, double?> value) => _samples.Select(sample => new ChartPoint(sample.At, value(sample)));
}
