using System.Globalization;

namespace O2X.Gateway.Pages.Values;

/// <summary>Numbers as the page writes them.</summary>
internal static class NumberText
{
    /// <summary>A number with a minus of full width, and none before what is zero when it is rounded.</summary>
    public static string Of(double value, string format)
    {
        var text = value.ToString(format, CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAnyInRange('1', '9') < 0 ? text.TrimStart('-') : text.Replace('-', '−');
    }
}
