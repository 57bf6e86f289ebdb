using System.Reactive.Disposables;
using System.Reactive.Linq;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace O2X.Actors;

/// <summary>
/// The O2X part of the PIMS mobile SDK over an engine: its calls by name, its messages, its codes. It only translates; what is
/// decided where the SDK's documentation is silent stands in decisions.md.
/// </summary>
/// <remarks>
/// <para>
/// Safe for use by several threads. No call throws for what it is given: what is wrong comes as a FAILED message. Calls are carried
/// out one after the other, in the order in which they came; the task of a call completes when its answer has been told.
/// </para>
/// <para>
/// Callbacks come on the thread pool (on a <see cref="Links.Time.VirtualClock"/>: on its line of execution, where one that blocks
/// until a call completes waits for ever). Those of one subscription never overlap and keep their order; one that throws ends its
/// own subscription and is logged (D30). A slow one gets the newest information.
/// </para>
/// </remarks>
public sealed partial class Pims : IAsyncDisposable
{
    // What comes from outside cannot make a log grow without bound.
    private const int MostIgnored = 100;
    private const int LongestIgnored = 64;

    private static int _count;

    private readonly PimsSession _session;
    private readonly ILogger _logger;
    private readonly HashSet<string> _ignored = [];
    private readonly Lock _gate = new();
    private Task _line = Task.CompletedTask;

    /// <summary>Makes a facade; the engine stays the caller's.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="options">How it answers; null: the defaults.</param>
    /// <param name="logger">Where callbacks that throw and parameters that are ignored are logged; null: nowhere.</param>
    public Pims(IO2XEngine engine, PimsOptions? options = null, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(engine);
        options ??= new PimsOptions();
        _logger = logger ?? NullLogger.Instance;
        _session = new PimsSession(engine, options, options.Owner ?? $"pims-{Interlocked.Increment(ref _count)}", _logger);
    }

    /// <summary>Begins. All parameters are optional for O2X; those that are given are checked (D11).</summary>
    /// <param name="parameters">The SDK's parameters of <c>initialize</c>; null: none.</param>
    /// <param name="callback">Is told SUCCEEDED or FAILED.</param>
    /// <returns>The same message.</returns>
    public Task<PimsMessage> Initialize(PimsParameters? parameters = null, Action<PimsMessage>? callback = null) =>
        CallAsync("initialize", parameters, new PimsListener(callback), call => Task.FromResult(Initialize(call)));

    /// <summary>Ends all subscriptions and closes the link; the remembered vehicle and the last information stay (D11).</summary>
    /// <param name="callback">Is told SUCCEEDED or FAILED.</param>
    /// <returns>The same message.</returns>
    public Task<PimsMessage> Release(Action<PimsMessage>? callback = null) =>
        CallAsync("release", null, new PimsListener(callback), _ => ReleaseAsync());

    /// <summary>Asks once.</summary>
    /// <param name="api">The API's name.</param>
    /// <param name="parameters">Its parameters; null: none.</param>
    /// <param name="callback">Is told SUCCEEDED with the data, or FAILED.</param>
    /// <returns>The same message.</returns>
    public Task<PimsMessage> Get(string api, PimsParameters? parameters = null, Action<PimsMessage>? callback = null) =>
        CallAsync(PimsMethod.Get, api, parameters, new PimsListener(callback));

    /// <summary>Changes something.</summary>
    /// <param name="api">The API's name.</param>
    /// <param name="parameters">Its parameters; null: none.</param>
    /// <param name="callback">Is told SUCCEEDED or FAILED.</param>
    /// <returns>The same message.</returns>
    public Task<PimsMessage> Set(string api, PimsParameters? parameters = null, Action<PimsMessage>? callback = null) =>
        CallAsync(PimsMethod.Set, api, parameters, new PimsListener(callback));

    /// <summary>Subscribes.</summary>
    /// <param name="api">The API's name.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="callback">Is told SUCCEEDED and then each RESULT, or FAILED and nothing more.</param>
    /// <returns>The first of these messages.</returns>
    public Task<PimsMessage> Subscribe(string api, PimsParameters? parameters, Action<PimsMessage> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return CallAsync(PimsMethod.Subscribe, api, parameters, new PimsListener(callback));
    }

    /// <summary>Ends a subscription; no RESULT comes after that.</summary>
    /// <param name="api">The API's name.</param>
    /// <param name="callback">Is told SUCCEEDED or FAILED.</param>
    /// <returns>The same message.</returns>
    public Task<PimsMessage> Unsubscribe(string api, Action<PimsMessage>? callback = null) =>
        CallAsync(PimsMethod.Unsubscribe, api, null, new PimsListener(callback));

    /// <summary>
    /// The messages of a subscription: cold, each observer subscribes anew and, when it is disposed of, unsubscribes. Completes after
    /// FAILED and when the subscription is over, and never fails.
    /// </summary>
    /// <param name="api">The API's name.</param>
    /// <param name="parameters">Its parameters; null: none.</param>
    public IObservable<PimsMessage> Observe(string api, PimsParameters? parameters = null) => Observable.Create<PimsMessage>(observer =>
    {
        var accepted = CallAsync(PimsMethod.Subscribe, api, parameters, new PimsListener(observer.OnNext, observer.OnCompleted));
        return Disposable.Create(() => _ = LeaveAsync(api, accepted));
    });

    /// <summary>Does what <see cref="Release"/> does. Calls after it answer 2001.</summary>
    public async ValueTask DisposeAsync() => await Release().ConfigureAwait(false);

    // Whoever asked for a subscription that was refused must not end the one that stands.
    private async Task LeaveAsync(string api, Task<PimsMessage> accepted)
    {
        var message = await accepted.ConfigureAwait(false);
        if (message.Status != PimsStatus.Succeeded) return;
        if (_session.Informations?.TransactionId == message.TransactionId || _session.Events?.TransactionId == message.TransactionId)
            await Unsubscribe(api).ConfigureAwait(false);
    }

    private Task<PimsMessage> CallAsync(PimsMethod method, string? name, PimsParameters? parameters, PimsListener listener) =>
        CallAsync(name ?? "", parameters, listener, call =>
            !_session.IsInitialized ? Task.FromResult<PimsAnswer>(PimsError.NotInitialized)
            : PimsApis.TryFind(method, name, out var api, out var error) ? CarryOutAsync(api, call)
            : Task.FromResult<PimsAnswer>(error));

    /// <summary>Puts a call in line.</summary>
    private Task<PimsMessage> CallAsync(
        string name, PimsParameters? parameters, PimsListener listener, Func<PimsCall, Task<PimsAnswer>> carryOut)
    {
        var call = new PimsCall(TransactionIds.Next(), new ParameterReader((parameters ?? PimsParameters.None).Root), listener);
        Task<PimsAnswer> answer;
        lock (_gate) _line = answer = CarryOutAfterAsync(_line, name, call, carryOut);
        return TellAsync(call, answer);
    }

    private async Task<PimsAnswer> CarryOutAfterAsync(Task previous, string name, PimsCall call, Func<PimsCall, Task<PimsAnswer>> carryOut)
    {
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            var answer = await carryOut(call).ConfigureAwait(false);
            LogIgnored(name, call);
            return answer;
        }
        catch (Exception exception)
        {
            PimsLog.CallFailed(_logger, name, exception);
            return PimsError.Unknown;
        }
    }

    // Outside the line: a callback that takes its time holds nobody up.
    private async Task<PimsMessage> TellAsync(PimsCall call, Task<PimsAnswer> carriedOut)
    {
        var answer = await carriedOut.ConfigureAwait(false);
        var message = _session.Answer(call, answer);
        return await (answer.Starts?.Invoke(message) ?? _session.Delivery.TellAsync(message, call.Listener)).ConfigureAwait(false);
    }

    private void LogIgnored(string api, PimsCall call)
    {
        foreach (var name in call.Parameters.Unknown)
        {
            if (_ignored.Count < MostIgnored && name.Length <= LongestIgnored && _ignored.Add($"{api} {name}"))
                PimsLog.ParameterIgnored(_logger, api, name);
        }
    }
}
