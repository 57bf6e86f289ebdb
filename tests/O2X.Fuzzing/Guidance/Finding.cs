using System.Diagnostics;

namespace O2X.Fuzzing.Guidance;

/// <summary>Something that must not be.</summary>
/// <param name="Problem">What it is; two findings with the same problem are one.</param>
/// <param name="Input">An input that leads to it.</param>
internal sealed record Finding(string Problem, byte[] Input)
{
    /// <summary>What an exception says, without what differs from input to input.</summary>
    public static string ProblemOf(Exception error)
    {
        if (error is OracleException) return $"does not hold: {error.Message}";
        var thrower = new StackTrace(error).GetFrames()
            .Select(frame => frame.GetMethod())
            .FirstOrDefault(method => method?.DeclaringType?.FullName?.StartsWith("O2X.", StringComparison.Ordinal) == true);
        return $"{error.GetType().Name} in {thrower?.DeclaringType?.Name}.{thrower?.Name}";
    }
}
