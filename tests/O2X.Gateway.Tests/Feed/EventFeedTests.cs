using Microsoft.Extensions.Logging.Abstractions;
using O2X.Actors;
using O2X.Gateway.Feed;
using O2X.Gateway.Vehicles;
using O2X.Links.Time;
using O2X.TestKit;
using O2X.Vehicles;

namespace O2X.Gateway.Tests.Feed;

public class EventFeedTests
{
    private static readonly VehicleId Car = VehicleId.New();

    private readonly VirtualClock _clock = new(EngineBench.Start);

    [Fact]
    public async Task Tells_a_record_only_when_the_journal_has_it()
    {
        var journal = new HeldJournal();
        var feed = Feed(journal);
        using var listener = feed.Listen();
        Say(feed, 1);
        Assert.Empty(listener.TakeWaiting());
        Assert.Equal(0, feed.LastId);

        journal.Go();
        Assert.Equal([1], (await listener.ReadAsync(CancellationToken.None)).Select(record => record.Id));
    }

    [Fact]
    public async Task Goes_on_with_the_numbers_of_the_journal()
    {
        var journal = new MemoryJournal();
        var before = Feed(journal);
        Say(before, 3);
        var feed = Feed(journal);
        await feed.OpenAsync(CancellationToken.None);
        using var listener = feed.Listen();
        Say(feed, 1);

        Assert.Equal([4], listener.TakeWaiting().Select(record => record.Id));
    }

    [Fact]
    public void Delays_nobody_for_a_listener_that_does_not_read()
    {
        var feed = Feed(new MemoryJournal());
        using var stalled = feed.Listen();
        using var reader = feed.Listen();
        var read = 0;
        for (var i = 0; i < 1000; i++)
        {
            Say(feed, 1);
            read += reader.TakeWaiting().Count;
        }

        Assert.Equal(1000, read);
    }

    [Fact]
    public async Task Loses_no_record_for_a_listener_that_fell_behind()
    {
        var feed = Feed(new MemoryJournal());
        using var listener = feed.Listen();
        Say(feed, 1000);
        var ids = await ReadUpToAsync(listener, 1000);

        Say(feed, 1);
        Assert.Equal(Enumerable.Range(1, 1001), ids.Concat(listener.TakeWaiting().Select(record => (int)record.Id)));
    }

    [Fact]
    public async Task Goes_on_from_a_number_without_a_hole()
    {
        var feed = Feed(new MemoryJournal());
        Say(feed, 30);
        using var listener = feed.Listen(after: 10);
        Say(feed, 5);

        Assert.Equal(Enumerable.Range(11, 25), await ReadUpToAsync(listener, 35));
    }

    [Fact]
    public async Task Says_that_there_is_a_gap_when_the_journal_has_forgotten()
    {
        var feed = Feed(new MemoryJournal(most: 10));
        Say(feed, 30);
        using var listener = feed.Listen(after: 5);
        var records = await listener.ReadAsync(CancellationToken.None);

        Assert.Equal((FeedKind.Gap, 20L), (records[0].Kind, records[0].Id));
        Assert.Equal("""{"lostUpTo":20}""", System.Text.Encoding.UTF8.GetString(records[0].Json.Span));
        Assert.Equal(Enumerable.Range(21, 10), records.Skip(1).Select(record => (int)record.Id));
    }

    [Fact]
    public async Task Says_that_there_is_a_gap_after_a_number_of_another_history()
    {
        var feed = Feed(new MemoryJournal());
        Say(feed, 3);
        using var listener = feed.Listen(after: 99);

        Assert.Equal((FeedKind.Gap, 3L), (await listener.ReadAsync(CancellationToken.None)).Select(record => (record.Kind, record.Id)).Single());
        Say(feed, 1);
        Assert.Equal([4], listener.TakeWaiting().Select(record => record.Id));
    }

    [Fact]
    public void Keeps_only_the_newest_values_for_a_listener()
    {
        var feed = Feed(new MemoryJournal());
        using var listener = feed.Listen();
        Say(feed, 2);
        for (var i = 0; i < 100; i++) feed.TellInformation(Car, default);

        var waiting = listener.TakeWaiting();
        Assert.Equal([FeedKind.Event, FeedKind.Event, FeedKind.Information], waiting.Select(record => record.Kind));
        Assert.Equal(2, waiting[^1].Id);
    }

    [Fact]
    public async Task Tries_again_when_the_journal_fails()
    {
        var journal = new HeldJournal { Failures = 2 };
        journal.Go();
        var feed = Feed(journal);
        using var listener = feed.Listen();
        Say(feed, 3);
        Assert.Empty(listener.TakeWaiting());

        _clock.Advance(TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([1, 2, 3], await ReadUpToAsync(listener, 3));
    }

    [Fact]
    public async Task Ends_for_its_listeners_after_what_waits()
    {
        var feed = Feed(new MemoryJournal());
        using var listener = feed.Listen();
        Say(feed, 1);
        feed.Complete();

        Assert.Single(await listener.ReadAsync(CancellationToken.None));
        Assert.Empty(await listener.ReadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Loses_nothing_when_a_read_is_given_up()
    {
        var feed = Feed(new MemoryJournal());
        using var listener = feed.Listen();
        using var patience = new CancellationTokenSource();
        var read = listener.ReadAsync(patience.Token);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await read);
        Say(feed, 1);

        Assert.Single(listener.TakeWaiting());
    }

    private static async Task<List<int>> ReadUpToAsync(FeedListener listener, int last)
    {
        List<int> ids = [];
        while (ids.Count == 0 || ids[^1] < last)
            ids.AddRange((await listener.ReadAsync(CancellationToken.None)).Select(record => (int)record.Id));
        return ids;
    }

    private static void Say(EventFeed feed, int times)
    {
        for (var i = 0; i < times; i++) feed.TellEvent(Car, new VehicleEvent(VehicleEventKind.CantCharge, EngineBench.Start));
    }

    private EventFeed Feed(IEventJournal journal) =>
        new(journal, _clock, new FeedOptions(ListenerLimit: 16), NullLogger<EventFeed>.Instance);
}
