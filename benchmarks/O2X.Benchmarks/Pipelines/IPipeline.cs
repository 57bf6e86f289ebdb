namespace O2X.Benchmarks.Pipelines;

/// <summary>Packets in, vehicle states out to one subscriber. Every update is delivered and counted; one that is lost voids the run.</summary>
internal interface IPipeline : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Sends so many packets and returns when as many updates were counted.</summary>
    void Run(int packets);
}
