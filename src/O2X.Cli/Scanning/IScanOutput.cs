using O2X.Cli.Output;

namespace O2X.Cli.Scanning;

/// <summary>Shows what a scan hears. One call at a time.</summary>
internal interface IScanOutput : IAsyncDisposable
{
    /// <summary>A device was heard.</summary>
    /// <param name="before">What was known of it before; null: nothing.</param>
    /// <param name="now">What is known of it now.</param>
    void Heard(HeardDevice? before, HeardDevice now);
}

/// <summary>The words of a scan.</summary>
internal static class ScanWords
{
    public static string Of(TagMatch tag) => tag switch
    {
        TagMatch.Yes => "yes",
        TagMatch.No => "no",
        _ => Wording.Unknown,
    };

    /// <summary>Whether something else than its strength has changed.</summary>
    public static bool HasChanged(HeardDevice? before, HeardDevice now) =>
        before is null || (before.Name, before.Profile, before.Tag) != (now.Name, now.Profile, now.Tag);
}
