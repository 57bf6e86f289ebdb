using O2X.Gateway.Mqtt;

namespace O2X.Gateway.Tests.Mqtt;

/// <summary>A broker in this process that answers at once: it retains, publishes wills, is away, refuses and loses connections.</summary>
internal sealed class FakeBroker : IBroker
{
    private Func<BrokerMessage, Task>? _received;
    private Connection? _connection;

    /// <summary>Everything that arrived, in order, over all connections.</summary>
    public List<BrokerMessage> Arrived { get; } = [];

    /// <summary>What a late subscriber is told.</summary>
    public Dictionary<string, string> Retained { get; } = [];

    public List<BrokerHello> Hellos { get; } = [];

    public List<string> Subscriptions { get; } = [];

    /// <summary>How often a connection was tried.</summary>
    public int Attempts { get; private set; }

    /// <summary>Why nobody can connect; null: everybody can.</summary>
    public string? Refuses { get; set; }

    /// <summary>Topics that may not be published to.</summary>
    public HashSet<string> Forbidden { get; } = [];

    /// <summary>Loses the connection at the publication after so many; null: never.</summary>
    public int? LosesAfter { get; set; }

    public bool HasClient => _connection is { IsOpen: true };

    public IEnumerable<string> Texts(string topic) => Arrived.Where(message => message.Topic == topic).Select(message => message.Text);

    public Task<IBrokerConnection> ConnectAsync(BrokerHello hello, Func<BrokerMessage, Task> received, CancellationToken cancellationToken)
    {
        Attempts++;
        if (Refuses is { } words) throw new BrokerException(words);
        Hellos.Add(hello);
        Subscriptions.Clear();
        _received = received;
        _connection = new Connection(this, hello.Will);
        return Task.FromResult<IBrokerConnection>(_connection);
    }

    /// <summary>Gives the client a message.</summary>
    public Task DeliverAsync(BrokerMessage message) => _received!(message);

    /// <summary>Breaks the connection, and publishes the will.</summary>
    public void Lose(string words = "It broke.")
    {
        // With a context of the test runner's, what this sets off would go to another thread.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        _connection!.Break(words);
        SynchronizationContext.SetSynchronizationContext(context);
    }

    private void Take(BrokerMessage message)
    {
        Arrived.Add(message);
        if (!message.IsRetained) return;
        if (message.Payload.IsEmpty) Retained.Remove(message.Topic);
        else Retained[message.Topic] = message.Text;
    }

    private sealed class Connection(FakeBroker broker, BrokerMessage will) : IBrokerConnection
    {
        // What follows happens before Break returns, as tests on virtual time need it.
        private readonly TaskCompletionSource<string> _lost = new();

        public bool IsOpen { get; private set; } = true;

        public Task<string> Lost => _lost.Task;

        public Task SubscribeAsync(IReadOnlyList<string> topics, CancellationToken cancellationToken)
        {
            broker.Subscriptions.AddRange(topics);
            return Task.CompletedTask;
        }

        public Task<string?> PublishAsync(BrokerMessage message, CancellationToken cancellationToken)
        {
            if (broker.LosesAfter is { } left)
            {
                broker.LosesAfter = left == 0 ? null : left - 1;
                if (left == 0) Break("It broke.");
            }

            if (!IsOpen) throw new BrokerException("It broke.");
            if (broker.Forbidden.Contains(message.Topic)) return Task.FromResult<string?>($"Nobody may publish to {message.Topic}.");
            broker.Take(message);
            return Task.FromResult<string?>(null);
        }

        public Task LeaveAsync(CancellationToken cancellationToken)
        {
            IsOpen = false;
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            IsOpen = false;
            return ValueTask.CompletedTask;
        }

        public void Break(string words)
        {
            if (!IsOpen) return;
            IsOpen = false;
            broker.Take(will);
            _lost.SetResult(words);
        }
    }
}
