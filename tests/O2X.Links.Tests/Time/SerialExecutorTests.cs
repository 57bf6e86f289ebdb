using O2X.Links.Time;

namespace O2X.Links.Tests.Time;

public sealed class SerialExecutorTests
{
    private readonly SerialExecutor _line = new();
    private readonly List<string> _calls = [];

    [Fact]
    public void Runs_what_is_posted_before_the_post_returns()
    {
        Post("a");
        Assert.Equal(["a"], _calls);
        Assert.False(_line.IsCurrent);
    }

    [Fact]
    public void Runs_what_follows_later_and_in_order()
    {
        _line.Post(new Work(() =>
        {
            Post("b");
            Post("c");
            _calls.Add("a");
        }));
        Assert.Equal(["a", "b", "c"], _calls);
    }

    [Fact]
    public void Has_run_everything_that_followed_when_run_returns()
    {
        _line.Run(() =>
        {
            _line.Post(new Work(() => Post("second")));
            _calls.Add("first");
        });
        Assert.Equal(["first", "second"], _calls);
    }

    [Fact]
    public void Runs_an_action_at_once_when_on_the_line_already()
    {
        _line.Run(() =>
        {
            Post("later");
            _line.Run(() => _calls.Add("now"));
        });
        Assert.Equal(["now", "later"], _calls);
    }

    [Fact]
    public void Goes_on_with_what_waits_for_a_task_on_the_line_whatever_context_the_caller_has()
    {
        var executor = new SerialExecutor();
        var source = new TaskCompletionSource();
        var before = SynchronizationContext.Current;
        var context = new SynchronizationContextOfTheirOwn();
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            var wentOnOnTheLine = false;
            executor.Run(() => _ = WaitAsync());
            executor.Run(source.SetResult);

            Assert.True(wentOnOnTheLine);
            Assert.Same(context, SynchronizationContext.Current);

            async Task WaitAsync()
            {
                await source.Task.ConfigureAwait(false);
                wentOnOnTheLine = executor.IsCurrent;
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private sealed class SynchronizationContextOfTheirOwn : SynchronizationContext;

    [Fact]
    public void Knows_who_carries_the_line()
    {
        var inside = false;
        _line.Run(() => inside = _line.IsCurrent);
        Assert.True(inside);
        Assert.False(_line.IsCurrent);
    }

    [Fact]
    public void Leaves_work_to_the_thread_that_carries_the_line()
    {
        var carrier = 0;
        _line.Run(() =>
        {
            var other = new Thread(() => _line.Post(new Work(() => carrier = Environment.CurrentManagedThreadId)));
            other.Start();
            other.Join();
            Assert.Equal(0, carrier);
        });
        Assert.Equal(Environment.CurrentManagedThreadId, carrier);
    }

    [Fact]
    public void Goes_on_after_work_that_threw()
    {
        Assert.Throws<InvalidOperationException>(() => _line.Run(() =>
        {
            Post("kept");
            throw new InvalidOperationException();
        }));
        Assert.False(_line.IsCurrent);
        Assert.Equal(["kept"], _calls);
    }

    [Fact]
    public void Loses_nothing_and_never_runs_two_at_once_under_many_threads()
    {
        const int Threads = 4, Each = 20_000;
        var running = 0;
        var count = 0;
        var overlaps = 0;
        var lasts = new int[Threads];
        var disorder = 0;
        void Step(int thread, int number)
        {
            if (Interlocked.Increment(ref running) != 1) overlaps++;
            if (lasts[thread] != number) disorder++;
            lasts[thread] = number + 1;
            count++;
            Interlocked.Decrement(ref running);
        }

        var threads = Enumerable.Range(0, Threads).Select(thread => new Thread(() =>
        {
            for (var i = 0; i < Each; i++)
            {
                var number = i;
                if (thread == 0) _line.Run(() => Step(thread, number));
                else _line.Post(new Work(() => Step(thread, number)));
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Equal((Threads * Each, 0, 0), (count, overlaps, disorder));
    }

    private void Post(string name) => _line.Post(new Work(() => _calls.Add(name)));
}
