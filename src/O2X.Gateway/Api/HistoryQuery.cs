using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using O2X.Gateway.History;

namespace O2X.Gateway.Api;

/// <summary>A range of time in a query; an end that is left out is open.</summary>
internal readonly record struct RangeQuery(
    [property: FromQuery(Name = "from"), Description("The first moment, as 2027-03-14T12:00:00Z or 2027-03-14.")] string? From,
    [property: FromQuery(Name = "to"), Description("The first moment after it.")] string? To)
{
    /// <summary>The ends that stand for no end.</summary>
    public static readonly TimeRange Everything = new(DateTimeOffset.UnixEpoch, new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero));

    private static readonly string[] _formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Reads the range.</summary>
    /// <param name="byDefault">Its ends where the query has none.</param>
    /// <param name="range">The range.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    public ProblemHttpResult? Read(TimeRange byDefault, out TimeRange range)
    {
        range = byDefault;
        if (From is not null)
        {
            if (!TryParse(From, out var from)) return Wrong("from");
            range = range with { From = from };
        }

        if (To is not null)
        {
            if (!TryParse(To, out var to)) return Wrong("to");
            range = range with { To = to };
        }

        return range.From < range.To ? null : Problems.Invalid(To is null ? "from" : "to", "The range must end after it begins.");
    }

    // A plus that was not escaped has become a space.
    private static bool TryParse(string text, out DateTimeOffset moment) =>
        DateTimeOffset.TryParseExact(
            text.Replace(' ', '+'), _formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment)
        && moment >= Everything.From && moment <= Everything.To;

    private static ProblemHttpResult Wrong(string name) => Problems.Invalid(name, $"{name} must be a moment such as 2027-03-14T12:00:00Z or 2027-03-14.");
}

/// <summary>A range of time, and a part of what is in it.</summary>
internal readonly record struct PageQuery(
    [property: FromQuery(Name = "from"), Description("The first moment, as 2027-03-14T12:00:00Z or 2027-03-14.")] string? From,
    [property: FromQuery(Name = "to"), Description("The first moment after it.")] string? To,
    [property: FromQuery(Name = "limit"), Description("The most items, 1 to 1000; default 100.")] string? Limit,
    [property: FromQuery(Name = "before"), Description("Only items with a smaller number: the answer's next.")] string? Before)
{
    /// <summary>The most items of a part.</summary>
    public const int Most = 1000;

    private const int Usual = 100;

    /// <summary>Reads the range and the part.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public ProblemHttpResult? Read(out TimeRange range, out PageRequest page)
    {
        page = new PageRequest(Usual);
        if (new RangeQuery(From, To).Read(RangeQuery.Everything, out range) is { } wrong) return wrong;
        if (Limit is not null)
        {
            if (!TryParse(Limit, out var limit) || limit is < 1 or > Most) return Problems.Invalid("limit", $"limit must be a number from 1 to {Most}.");
            page = page with { Most = (int)limit };
        }

        if (Before is not null)
        {
            if (!TryParse(Before, out var before)) return Problems.Invalid("before", "before must be a number: the next of an earlier answer.");
            page = page with { Before = before };
        }

        return null;
    }

    private static bool TryParse(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
