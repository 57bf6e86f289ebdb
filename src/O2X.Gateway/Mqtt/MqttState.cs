namespace O2X.Gateway.Mqtt;

/// <summary>Where the connection to the broker stands.</summary>
internal enum MqttPhase
{
    /// <summary>No broker is configured.</summary>
    Off,

    /// <summary>It is being connected to.</summary>
    Connecting,

    /// <summary>It is connected.</summary>
    Connected,

    /// <summary>The next attempt waits.</summary>
    Waiting,
}

/// <summary>Where the connection to the broker stands, for the page and the health check.</summary>
/// <param name="Phase">Where.</param>
/// <param name="Since">Since when, UTC.</param>
/// <param name="Problem">What is wrong, with what to do; null when nothing is.</param>
/// <param name="NextAttemptIn">How long until the next attempt, at <paramref name="Since"/>; null unless it waits.</param>
internal sealed record MqttState(MqttPhase Phase, DateTimeOffset Since, string? Problem = null, TimeSpan? NextAttemptIn = null);

/// <summary>Holds the state of the connection for whoever wants to show it.</summary>
internal sealed class MqttMonitor(TimeProvider clock)
{
    private volatile MqttState _state = new(MqttPhase.Off, clock.GetUtcNow());

    public MqttState State => _state;

    public void Tell(MqttPhase phase, string? problem = null, TimeSpan? nextAttemptIn = null) =>
        _state = new MqttState(phase, clock.GetUtcNow(), problem, nextAttemptIn);
}
