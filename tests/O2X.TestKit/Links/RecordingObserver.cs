namespace O2X.TestKit.Links;

/// <summary>An observer that keeps what it is told.</summary>
public sealed class RecordingObserver<T> : IObserver<T>
{
    private readonly Lock _gate = new();
    private readonly List<T> _values = [];
    private int _completions;

    public IReadOnlyList<T> Values
    {
        get
        {
            lock (_gate) return [.. _values];
        }
    }

    public int Completions
    {
        get
        {
            lock (_gate) return _completions;
        }
    }

    public void OnNext(T value)
    {
        lock (_gate) _values.Add(value);
    }

    public void OnCompleted()
    {
        lock (_gate) _completions++;
    }

    public void OnError(Exception error) => throw new InvalidOperationException("This stream never fails.", error);
}
