namespace O2X.Benchmarks.Histories;

/// <summary>A way to insert rows.</summary>
internal interface IInserts : IAsyncDisposable
{
    /// <summary>Makes the rows of the next run, which is not measured.</summary>
    void Prepare(int rows);

    Task RunAsync();

    /// <summary>Throws unless as many rows were added as were prepared.</summary>
    Task CheckAsync(int rows);
}
