namespace O2X.TestKit;

/// <summary>Writes down what a stream says.</summary>
public sealed class Recorder<T> : IObserver<T>, IDisposable
{
    private readonly IDisposable _subscription;

    public Recorder(IObservable<T> stream) => _subscription = stream.Subscribe(this);

    public List<T> Items { get; } = [];

    public Exception? Error { get; private set; }

    public bool IsCompleted { get; private set; }

    public T Last => Items[^1];

    /// <summary>Keeps the last alone.</summary>
    public void Forget()
    {
        if (Items.Count > 1) Items.RemoveRange(0, Items.Count - 1);
    }

    public void OnNext(T value) => Items.Add(value);

    public void OnError(Exception error) => Error = error;

    public void OnCompleted() => IsCompleted = true;

    public void Dispose() => _subscription.Dispose();
}
