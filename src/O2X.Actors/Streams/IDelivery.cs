using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using O2X.Links.Time;

namespace O2X.Actors.Streams;

/// <summary>Where the queues of observers are emptied: never in an actor's turn.</summary>
internal interface IDelivery
{
    void Schedule(IThreadPoolWorkItem drain);
}

/// <summary>On the thread pool.</summary>
internal sealed class ThreadPoolDelivery : IDelivery
{
    public static ThreadPoolDelivery Instance { get; } = new();

    public void Schedule(IThreadPoolWorkItem drain) => ThreadPool.UnsafeQueueUserWorkItem(drain, preferLocal: false);
}

/// <summary>On a virtual clock's line of execution.</summary>
internal sealed class SerialDelivery(SerialExecutor executor) : IDelivery
{
    public void Schedule(IThreadPoolWorkItem drain) => executor.Post(drain);
}

/// <summary>On a scheduler of the user's.</summary>
internal sealed class SchedulerDelivery(IScheduler scheduler) : IDelivery
{
    public void Schedule(IThreadPoolWorkItem drain) => scheduler.Schedule(drain, static (_, item) =>
    {
        item.Execute();
        return Disposable.Empty;
    });
}
