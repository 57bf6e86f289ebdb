namespace O2X.Cli.Doctor;

/// <summary>What <c>o2x doctor</c> shows: one page that says what is right, what is wrong and what to do about it.</summary>
/// <param name="Title">What was looked at, and when.</param>
/// <param name="Sections">What was found; the first one, without a title, is the answer.</param>
internal sealed record Page(string Title, IReadOnlyList<Section> Sections);

/// <summary>Findings that belong together.</summary>
/// <param name="Title">What they are about; empty for none.</param>
/// <param name="Findings">The findings.</param>
internal sealed record Section(string Title, IReadOnlyList<Finding> Findings);

/// <summary>Something that was found.</summary>
/// <param name="Mark">What to think of it.</param>
/// <param name="Label">What it is about; empty for none.</param>
/// <param name="Text">What was found. May hold text from the air; the writer makes it harmless.</param>
/// <param name="Advice">What to do about it; null when there is nothing to do.</param>
internal sealed record Finding(Mark Mark, string Label, string Text, string? Advice = null);

/// <summary>What to think of a finding.</summary>
internal enum Mark
{
    /// <summary>Neither good nor bad.</summary>
    Fact,

    /// <summary>As it should be.</summary>
    Right,

    /// <summary>Not as it should be.</summary>
    Wrong,

    /// <summary>Not known, or not known any more.</summary>
    Unknown,
}
