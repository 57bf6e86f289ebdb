using System.Globalization;
using System.Text;

namespace O2X.Gateway.Pages.Charts;

/// <summary>
/// A line as paths of SVG, in a field of 1000 by 100. Where nothing was heard the line has a gap: a value that is missing, or two points
/// further apart than the span allows.
/// </summary>
internal static class ChartLine
{
    public const int Width = 1000;
    public const int Height = 100;

    /// <summary>The stretches without a gap, each of at least one point.</summary>
    public static IReadOnlyList<IReadOnlyList<ChartPoint>> Stretches(IEnumerable<ChartPoint> points, TimeSpan gap)
    {
        List<List<ChartPoint>> stretches = [];
        DateTimeOffset? last = null;
        foreach (var point in points)
        {
            if (point.Value is null)
            {
                last = null;
                continue;
            }

            if (last is null || point.At - last > gap) stretches.Add([]);
            stretches[^1].Add(point);
            last = point.At;
        }

        return stretches;
    }

    /// <summary>The path of one stretch.</summary>
    /// <param name="stretch">Its points.</param>
    /// <param name="from">The beginning of the axis.</param>
    /// <param name="span">Its length.</param>
    /// <param name="scale">The axis of the values.</param>
    /// <param name="closed">Whether the path goes back along zero, to be filled.</param>
    public static string Path(IReadOnlyList<ChartPoint> stretch, DateTimeOffset from, TimeSpan span, ChartScale scale, bool closed)
    {
        var path = new StringBuilder(stretch.Count * 12);
        var zero = Y(Math.Clamp(0, scale.Low, scale.High));
        if (closed) path.Append(CultureInfo.InvariantCulture, $"M{X(stretch[0].At):0.#} {zero:0.#}");
        foreach (var point in stretch) path.Append(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? 'M' : 'L')}{X(point.At):0.#} {Y(point.Value!.Value):0.#}");
        // A single point has no length, but was heard.
        if (stretch.Count == 1) path.Append(CultureInfo.InvariantCulture, $"L{X(stretch[0].At) + 1:0.#} {Y(stretch[0].Value!.Value):0.#}");
        if (closed) path.Append(CultureInfo.InvariantCulture, $"L{X(stretch[^1].At):0.#} {zero:0.#}Z");
        return path.ToString();

        double X(DateTimeOffset at) => Math.Clamp((at - from) / span, 0, 1) * Width;
        double Y(double value) => (1 - scale.Place(value)) * Height;
    }
}
