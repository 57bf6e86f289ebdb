namespace O2X.Gateway.Pages.Charts;

/// <summary>A value at a moment.</summary>
/// <param name="At">The moment.</param>
/// <param name="Value">The value; null where it was not heard.</param>
public readonly record struct ChartPoint(DateTimeOffset At, double? Value);
