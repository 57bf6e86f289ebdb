using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace O2X.Fuzzing;

/// <summary>Says what must hold.</summary>
internal static class Oracle
{
    /// <summary>Fails unless the condition holds; its text in the source is the message.</summary>
    /// <exception cref="OracleException">It does not hold.</exception>
    public static void Holds([DoesNotReturnIf(false)] bool condition, [CallerArgumentExpression(nameof(condition))] string text = "")
    {
        if (!condition) throw new OracleException(text);
    }
}

/// <summary>What must hold does not.</summary>
internal sealed class OracleException(string condition) : Exception(condition);
