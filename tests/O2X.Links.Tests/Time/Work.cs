namespace O2X.Links.Tests.Time;

/// <summary>An action as a work item.</summary>
internal sealed class Work(Action action) : IThreadPoolWorkItem
{
    public void Execute() => action();
}
