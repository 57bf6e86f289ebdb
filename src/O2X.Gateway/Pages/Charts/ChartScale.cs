using O2X.Gateway.Pages.Values;

namespace O2X.Gateway.Pages.Charts;

/// <summary>The axis of the values.</summary>
/// <param name="Low">Its lower end.</param>
/// <param name="High">Its upper end.</param>
/// <param name="Step">The distance of its marks.</param>
public readonly record struct ChartScale(double Low, double High, double Step)
{
    private const int MostSteps = 4;

    /// <summary>The axis of a charge: 0 to 100 %.</summary>
    public static ChartScale Percent { get; } = new(0, 100, 50);

    /// <summary>The marks, from the lowest.</summary>
    public IEnumerable<double> Marks
    {
        get
        {
            for (var i = (int)Math.Ceiling((Low / Step) - 1e-9); i * Step <= High + 1e-9; i++) yield return i * Step;
        }
    }

    /// <summary>An axis that holds zero, all of the values and round marks, and shows at least a given range.</summary>
    /// <param name="values">The values.</param>
    /// <param name="least">The least distance of the ends.</param>
    public static ChartScale Around(IEnumerable<double> values, double least)
    {
        ArgumentNullException.ThrowIfNull(values);
        var (low, high) = (0d, 0d);
        foreach (var value in values) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        if (high - low < least) high = low + least;
        var step = RoundStep((high - low) / MostSteps);
        return new ChartScale(Math.Floor(low / step) * step, Math.Ceiling(high / step) * step, step);
    }

    /// <summary>Where a value stands, from 0 at the lower end to 1.</summary>
    public double Place(double value) => (value - Low) / (High - Low);

    /// <summary>A mark as it is written.</summary>
    public string Text(double mark) => NumberText.Of(mark, Step < 1 ? "0.0" : "0");

    private static double RoundStep(double least)
    {
        var ten = Math.Pow(10, Math.Floor(Math.Log10(least)));
        foreach (var round in new[] { 1, 2, 5 })
        {
            if (round * ten >= least - 1e-9) return round * ten;
        }

        return 10 * ten;
    }
}
