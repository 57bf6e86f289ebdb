namespace O2X.Cli.Scanning;

/// <summary>Shows what a scan hears. One call at a time.</summary>
internal interface IScanOutput : IAsyncDisposable
{
    /// <summary>A device was heard.</summary>
    /// <param name="before">What was known of it before; null: nothing.</param>
    /// <param name="now">What is known of it now.</param>
    void Heard(HeardDevice? before, HeardDevice now);
}
