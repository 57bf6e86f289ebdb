using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Dispatch;
using O2X.Links.Time;

namespace O2X.Actors.Execution;

/// <summary>Runs actors on the line of execution of a virtual clock.</summary>
internal sealed class SerialDispatcher(MessageDispatcherConfigurator configurator) : MessageDispatcher(configurator)
{
    private volatile SerialExecutor _executor = new();

    public void RunOn(SerialExecutor executor) => _executor = executor;

    protected override void ExecuteTask(IRunnable run) => _executor.Post(new Work(run));

    protected override void Shutdown()
    {
        // There is no thread of its own to end.
    }

    private sealed class Work(IRunnable run) : IThreadPoolWorkItem
    {
        public void Execute() => run.Run();
    }
}

/// <summary>
/// The serial dispatchers of an actor system. A dispatcher cannot be unregistered, so those of engines that ended serve again.
/// </summary>
internal sealed class SerialDispatchers(ExtendedActorSystem system) : IExtension
{
    private readonly ConcurrentBag<Configurator> _free = [];
    private int _count;

    public static SerialDispatchers Of(ActorSystem system) => system.WithExtension<SerialDispatchers, Provider>();

    /// <summary>Gives a dispatcher for a line of execution, until the returned lease is disposed of.</summary>
    public Lease Rent(SerialExecutor executor)
    {
        if (!_free.TryTake(out var configurator))
        {
            configurator = new Configurator(system, $"o2x-serial-dispatcher-{Interlocked.Increment(ref _count)}");
            system.Dispatchers.RegisterConfigurator(configurator.Id, configurator);
        }

        configurator.Serial.RunOn(executor);
        return new Lease(configurator.Id, () => _free.Add(configurator));
    }

    internal sealed class Lease(string id, Action giveBack) : IDisposable
    {
        private Action? _giveBack = giveBack;

        public string Id => id;

        public void Dispose() => Interlocked.Exchange(ref _giveBack, null)?.Invoke();
    }

    internal sealed class Configurator : MessageDispatcherConfigurator
    {
        public Configurator(ExtendedActorSystem system, string id)
            : base(system.Settings.Config.GetConfig("akka.actor.default-dispatcher"), system.Dispatchers.Prerequisites)
        {
            Id = id;
            Serial = new SerialDispatcher(this);
        }

        public string Id { get; }

        public SerialDispatcher Serial { get; }

        public override MessageDispatcher Dispatcher() => Serial;
    }

    internal sealed class Provider : ExtensionIdProvider<SerialDispatchers>
    {
        public override SerialDispatchers CreateExtension(ExtendedActorSystem system) => new(system);
    }
}
