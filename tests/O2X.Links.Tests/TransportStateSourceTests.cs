namespace O2X.Links.Tests;

public sealed class TransportStateSourceTests
{
    private static readonly TransportState Down = new(Availability.Off, "can0 is down.", "up");

    private readonly TransportStateSource _source = new(Down);
    private readonly RecordingObserver _observer = new();

    [Fact]
    public void Replays_the_present_state_and_tells_each_change_once()
    {
        _source.Subscribe(_observer);
        _source.Publish(Down with { });
        _source.Publish(TransportState.On);
        _source.Publish(Down);

        Assert.Equal([Down, TransportState.On, Down], _observer.States);
    }

    [Fact]
    public void Completes_for_present_and_later_observers()
    {
        var late = new RecordingObserver();
        _source.Subscribe(_observer);

        _source.Complete();
        _source.Publish(TransportState.On);
        _source.Subscribe(late);

        Assert.Equal([Down], _observer.States);
        Assert.Equal([Down], late.States);
        Assert.True(_observer.IsCompleted && late.IsCompleted);
    }

    [Fact]
    public void Tells_nothing_after_the_subscription()
    {
        _source.Subscribe(_observer).Dispose();

        _source.Publish(TransportState.On);
        _source.Complete();

        Assert.Equal([Down], _observer.States);
        Assert.False(_observer.IsCompleted);
    }

    [Fact]
    public void Lets_an_observer_end_within_a_call()
    {
        var other = new RecordingObserver();
        IDisposable? subscription = null;
        _observer.Then = () => subscription?.Dispose();
        subscription = _source.Subscribe(_observer);
        _source.Subscribe(other);

        _source.Publish(TransportState.On);
        _source.Publish(Down);

        Assert.Equal([Down, TransportState.On], _observer.States);
        Assert.Equal([Down, TransportState.On, Down], other.States);
    }

    [Fact]
    public void Lets_go_of_an_observer_that_throws_and_serves_the_others()
    {
        var throwing = new RecordingObserver { Then = () => throw new InvalidOperationException() };
        _source.Subscribe(throwing);
        _source.Subscribe(_observer);

        _source.Publish(TransportState.On);

        Assert.Equal([Down], throwing.States);
        Assert.Equal([Down, TransportState.On], _observer.States);
    }

    private sealed class RecordingObserver : IObserver<TransportState>
    {
        public List<TransportState> States { get; } = [];

        public bool IsCompleted { get; private set; }

        public Action Then { get; set; } = () => { };

        public void OnNext(TransportState value)
        {
            States.Add(value);
            Then();
        }

        public void OnCompleted() => IsCompleted = true;

        public void OnError(Exception error) => Assert.Fail($"A state failed: {error}");
    }
}
