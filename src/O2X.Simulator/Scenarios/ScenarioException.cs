namespace O2X.Simulator.Scenarios;

/// <summary>A scenario cannot be read. The message is one line and says where, what is wrong, and what would be right.</summary>
public sealed class ScenarioException : Exception
{
    internal ScenarioException(string path, string problem, Exception? inner = null)
        : base(path.Length == 0 ? problem : $"{path}: {problem}", inner) => (Path, Problem) = (path, problem);

    private ScenarioException(string file, ScenarioException inside)
        : base($"{file}: {inside.Message}", inside) => (Path, Problem) = (inside.Path, inside.Problem);

    /// <summary>Which element it is: <c>steps[2].fault</c>; empty for the whole.</summary>
    public string Path { get; }

    /// <summary>What is wrong with it.</summary>
    public string Problem { get; }

    internal ScenarioException In(string file) => new(file, this);
}
