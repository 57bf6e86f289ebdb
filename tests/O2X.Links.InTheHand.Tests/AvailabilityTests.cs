using O2X.Links.Time;
using O2X.TestKit.Links;

namespace O2X.Links.InTheHand.Tests;

/// <summary>Whether the radio is usable.</summary>
public sealed class AvailabilityTests
{
    private readonly VirtualClock _clock = new(DateTimeOffset.UnixEpoch);
    private readonly RecordingObserver<TransportState> _states = new();

    [Fact]
    public async Task Is_refused_on_Linux_with_advice_to_use_BlueZ()
    {
        await using var transport = Make(new ScriptedLibrary { PairsFirst = true });

        Assert.Equal(Availability.Unsuitable, _states.Values[^1].Availability);
        Assert.Contains("BlueZTransport", _states.Values[^1].Advice, StringComparison.Ordinal);
        var failure = await Assert.ThrowsAsync<LinkException>(() => transport.StartScanAsync(ScanFilter.Any, new RecordingScanSink(), default));
        Assert.Equal(LinkLossReason.NotSupported, failure.Fault.Reason);
    }

    [Fact]
    public async Task Looks_again_while_it_is_off_and_listens_only_once_it_is_on()
    {
        var library = new ScriptedLibrary { Available = () => Task.FromResult(false) };
        await using var transport = Make(library);
        Assert.Equal(Availability.Off, _states.Values[^1].Availability);
        Assert.Equal(0, library.Watches);

        library.Available = () => Task.FromResult(true);
        _clock.Advance(RadioWatch.Interval);

        Assert.Equal(TransportState.On, _states.Values[^1]);
        Assert.Equal(1, library.Watches);
        library.Available = () => Task.FromResult(false);
        library.Change();
        Assert.Equal(Availability.Off, _states.Values[^1].Availability);
    }

    [Fact]
    public async Task Is_missing_a_permission_where_asking_is_refused()
    {
        await using var transport = Make(new ScriptedLibrary { Available = () => throw new UnauthorizedAccessException() });

        Assert.Equal(Availability.NoPermission, _states.Values[^1].Availability);
        var failure = await Assert.ThrowsAsync<LinkException>(() => transport.StartScanAsync(ScanFilter.Any, new RecordingScanSink(), default));
        Assert.Equal(LinkLossReason.PermissionMissing, failure.Fault.Reason);
    }

    [Fact]
    public async Task Waits_for_the_first_answer_before_it_scans()
    {
        var answer = new TaskCompletionSource<bool>();
        var library = new ScriptedLibrary { Available = () => answer.Task };
        await using var transport = Make(library);

        var starting = transport.StartScanAsync(ScanFilter.Any, new RecordingScanSink(), default);
        Assert.Empty(library.Ears);
        _clock.Executor.Run(() => answer.SetResult(true));

        await (await starting).DisposeAsync();
        Assert.Single(library.Ears);
    }

    [Fact]
    public async Task Drops_an_answer_that_was_overtaken()
    {
        var (slow, library) = (new TaskCompletionSource<bool>(), new ScriptedLibrary());
        await using var transport = Make(library);
        library.Available = () => slow.Task;
        library.Change();
        library.Available = () => Task.FromResult(true);
        library.Change();

        _clock.Executor.Run(() => slow.SetResult(false));

        Assert.Equal(TransportState.On, Assert.Single(_states.Values));
    }

    [Fact]
    public async Task Leaves_nothing_behind()
    {
        var library = new ScriptedLibrary();
        var transport = Make(library);

        await transport.DisposeAsync();

        Assert.Equal((0, 0), (library.Watches, _clock.ArmedTimers));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => transport.StartScanAsync(ScanFilter.Any, new RecordingScanSink(), default));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(61)]
    public void Refuses_a_time_limit_out_of_its_range(double seconds)
    {
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(
            () => new InTheHandTransport(new ScriptedLibrary(), new InTheHandOptions { CallTimeout = TimeSpan.FromSeconds(seconds) }, _clock));

        Assert.StartsWith("CallTimeout must be between 1 s and 60 s.", refusal.Message, StringComparison.Ordinal);
    }

    private InTheHandTransport Make(ScriptedLibrary library)
    {
        var transport = new InTheHandTransport(library, options: null, _clock);
        transport.State.Subscribe(_states);
        return transport;
    }
}
