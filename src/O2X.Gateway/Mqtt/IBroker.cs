namespace O2X.Gateway.Mqtt;

/// <summary>The port to a broker.</summary>
internal interface IBroker
{
    /// <summary>Connects once.</summary>
    /// <param name="hello">How it introduces itself.</param>
    /// <param name="received">Called for each message of a topic that is subscribed to, one after the other.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BrokerException">It did not come about; the message says why.</exception>
    Task<IBrokerConnection> ConnectAsync(BrokerHello hello, Func<BrokerMessage, Task> received, CancellationToken cancellationToken);
}

/// <summary>A connection to a broker.</summary>
internal interface IBrokerConnection : IAsyncDisposable
{
    /// <summary>Completes when the connection is lost, with why, for people.</summary>
    Task<string> Lost { get; }

    /// <summary>Completes when all topics are subscribed to.</summary>
    /// <exception cref="BrokerException">The connection is lost, or the broker refused.</exception>
    Task SubscribeAsync(IReadOnlyList<string> topics, CancellationToken cancellationToken);

    /// <summary>Completes when the broker has taken the message (quality of service 1).</summary>
    /// <returns>Why the broker did not take it, for people; null: it did.</returns>
    /// <exception cref="BrokerException">The connection is lost; whether the message arrived is not known.</exception>
    Task<string?> PublishAsync(BrokerMessage message, CancellationToken cancellationToken);

    /// <summary>Says goodbye, so that the will is not published.</summary>
    Task LeaveAsync(CancellationToken cancellationToken);
}

/// <summary>How a client introduces itself.</summary>
/// <param name="ClientId">Its id.</param>
/// <param name="Will">What the broker publishes when the connection is lost.</param>
internal sealed record BrokerHello(string ClientId, BrokerMessage Will);

/// <summary>An expected failure of a broker; the message is for people.</summary>
internal sealed class BrokerException(string words, Exception? inner = null) : Exception(words, inner);
