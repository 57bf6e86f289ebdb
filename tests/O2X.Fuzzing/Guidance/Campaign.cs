namespace O2X.Fuzzing.Guidance;

/// <summary>
/// Runs a target on inputs that are made from its seeds by chance, and keeps those that reach code that was not reached before.
/// The same seed gives the same inputs as long as the code is the same.
/// </summary>
/// <remarks>Without instrumented assemblies nothing new is seen, and all inputs are made from the seeds.</remarks>
internal sealed class Campaign
{
    /// <summary>How long one run may take.</summary>
    public static readonly TimeSpan MostTime = TimeSpan.FromSeconds(1);

    private readonly FuzzTarget _target;
    private readonly TimeProvider _clock;
    private readonly CoverageMap _coverage = new();
    private readonly Corpus _corpus;
    private readonly Mutator _mutator;
    private readonly Dictionary<string, Finding> _findings = [];
    private readonly List<byte[]> _seeds;
    private readonly byte[] _present;
    private int _presentLength;
    private long _executions;

    public Campaign(FuzzTarget target, int seed, TimeProvider clock)
    {
        (_target, _clock) = (target, clock);
        var random = new Random(seed);
        _corpus = new Corpus(random);
        _mutator = new Mutator(random, [.. target.Words], target.LongestInput);
        _seeds = [.. target.Seeds];
        _present = new byte[Math.Max(target.LongestInput, _seeds.Max(input => input.Length))];
    }

    /// <summary>How many runs there were. May be asked for on any thread.</summary>
    public long Executions => Volatile.Read(ref _executions);

    /// <summary>How many edges of the code were reached.</summary>
    public int Edges => _coverage.Edges;

    /// <summary>How many inputs were kept, the seeds among them.</summary>
    public int Kept => _corpus.Count;

    public IReadOnlyCollection<Finding> Findings => _findings.Values;

    /// <summary>The input of the present run, for one that does not come back.</summary>
    public ReadOnlySpan<byte> Present => _present.AsSpan(0, _presentLength);

    /// <summary>Goes on for so many runs.</summary>
    public void Run(long executions)
    {
        var end = _executions + executions;
        while (_executions < end)
        {
            if (_executions < _seeds.Count)
            {
                var seed = _seeds[(int)_executions];
                Execute(seed);
                _corpus.Add(seed);
                continue;
            }

            var input = _mutator.Mutate(_corpus.Pick(), _corpus.Pick());
            if (Execute(input)) _corpus.Add(input.ToArray());
        }
    }

    private bool Execute(ReadOnlySpan<byte> input)
    {
        Remember(input);
        CoverageMap.Begin();
        var problem = ProblemOf(input);
        var isNew = _coverage.End();
        if (problem is not null && !_findings.ContainsKey(problem)) _findings.Add(problem, new Finding(problem, input.ToArray()));
        Volatile.Write(ref _executions, _executions + 1);
        return isNew;
    }

    private string? ProblemOf(ReadOnlySpan<byte> input)
    {
        var (problem, allocated, time) = Measure(input);
        if (problem is not null) return problem;

        // Once what is made at the first use has been made, and once more in case that the machine was busy with something else.
        if (allocated > _target.MostAllocated(input.Length)) (_, allocated, _) = Measure(input);
        if (allocated > _target.MostAllocated(input.Length)) return "allocates too much";
        for (var tries = 0; time > MostTime && tries < 3; tries++) (_, _, time) = Measure(input);
        return time > MostTime ? "takes too long" : null;
    }

    private (string? Problem, long Allocated, TimeSpan Time) Measure(ReadOnlySpan<byte> input)
    {
        var begin = _clock.GetTimestamp();
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            _target.Run(input);
        }
        catch (Exception error)
        {
            return (Finding.ProblemOf(error), 0, default);
        }

        return (null, GC.GetAllocatedBytesForCurrentThread() - before, _clock.GetElapsedTime(begin));
    }

    private void Remember(ReadOnlySpan<byte> input)
    {
        input.CopyTo(_present);
        _presentLength = input.Length;
    }
}
