namespace O2X.Actors;

/// <summary>One call.</summary>
/// <param name="TransactionId">Names it.</param>
/// <param name="Parameters">What it was given.</param>
/// <param name="Listener">Who is told.</param>
internal sealed record PimsCall(string TransactionId, ParameterReader Parameters, PimsListener Listener);

/// <summary>Who is told of a call: a callback, and for an observable its end.</summary>
internal sealed record PimsListener(Action<PimsMessage>? OnMessage, Action? OnEnd = null)
{
    public static PimsListener Nobody { get; } = new(OnMessage: null);
}
