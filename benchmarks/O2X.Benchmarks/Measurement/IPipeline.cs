namespace O2X.Benchmarks.Measurement;

/// <summary>Packets in, vehicle states out to subscribers. Every update is delivered and counted; one that is lost voids the run.</summary>
internal interface IPipeline : IAsyncDisposable
{
    /// <summary>One for each subscriber.</summary>
    IReadOnlyList<Tally> Tallies { get; }

    /// <summary>Hands a packet over, from one thread at a time; waits where the pipeline pushes back.</summary>
    void Write(byte[] packet, long timestamp);
}

/// <summary>A pipeline to measure.</summary>
/// <param name="Name">What a report calls it.</param>
/// <param name="StartAsync">Starts it with so many subscribers; what it returns is ready for packets.</param>
internal sealed record Contender(string Name, Func<int, Task<IPipeline>> StartAsync);
