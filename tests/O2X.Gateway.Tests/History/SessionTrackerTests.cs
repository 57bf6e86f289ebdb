using O2X.Gateway.History;
using O2X.Gateway.History.Recording;
using O2X.Vehicles;

namespace O2X.Gateway.Tests.History;

public class SessionTrackerTests
{
    private const VehicleStatus Unknown = VehicleStatus.Unknown;
    private const VehicleStatus Parked = VehicleStatus.Parked;
    private const VehicleStatus Driving = VehicleStatus.Driving;
    private const VehicleStatus Charging = VehicleStatus.Charging;

    /// <summary>What the vehicle does, as minutes and status; and the sessions that follow, as kind, beginning and end in minutes.</summary>
    public static TheoryData<(double Minutes, VehicleStatus Status)[], string[]> Table => new()
    {
        { [(0, Parked), (5, Parked)], [] },
        { [(0, Parked), (1, Driving), (2, Driving), (3, Parked)], ["Trip 1-3"] },
        { [(0, Driving), (1, Driving)], ["Trip 0-"] },
        { [(0, Driving), (1, Charging), (2, Charging), (3, Parked)], ["Trip 0-1", "Charge 1-3"] },
        { [(0, Charging), (1, Driving)], ["Charge 0-1", "Trip 1-"] },
        { [(0, Driving), (1, Parked), (1.1, Driving), (2, Parked)], ["Trip 0-1", "Trip 1.1-2"] },
        // The link is away for a while.
        { [(0, Driving), (1, Unknown), (20, Driving), (21, Parked)], ["Trip 0-21"] },
        { [(0, Driving), (20, Driving), (21, Parked)], ["Trip 0-21"] },
        { [(0, Driving), (1, Unknown), (40, Unknown), (41, Driving), (42, Parked)], ["Trip 0-0", "Trip 41-42"] },
        { [(0, Driving), (1, Driving), (60, Driving), (61, Parked)], ["Trip 0-1", "Trip 60-61"] },
        { [(0, Charging), (1, Unknown), (120, Charging), (121, Parked)], ["Charge 0-121"] },
        { [(0, Charging), (1, Unknown), (240, Charging), (241, Parked)], ["Charge 0-0", "Charge 240-241"] },
        // When it ended, nobody heard.
        { [(0, Driving), (1, Driving), (1.1, Unknown), (25, Parked)], ["Trip 0-1"] },
        { [(0, Driving), (1, Driving), (1.1, Unknown), (25, Charging)], ["Trip 0-1", "Charge 25-"] },
        // The charger pauses.
        { [(0, Charging), (1, Parked), (3, Charging), (4, Parked)], ["Charge 0-4"] },
        { [(0, Charging), (1, Parked), (7, Charging), (8, Parked)], ["Charge 0-1", "Charge 7-8"] },
        { [(0, Charging), (1, Driving), (2, Charging)], ["Charge 0-1", "Trip 1-2", "Charge 2-"] },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Makes_sessions((double Minutes, VehicleStatus Status)[] did, string[] expected)
    {
        var run = new Run();
        foreach (var (minutes, status) in did) run.Take(ReadingAt(minutes, status));

        Assert.Equal(expected, run.Texts);
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void Makes_the_same_sessions_over_restarts((double Minutes, VehicleStatus Status)[] did, string[] expected)
    {
        var run = new Run();
        foreach (var (minutes, status) in did)
        {
            run.Restart();
            run.Take(ReadingAt(minutes, status));
        }

        Assert.Equal(expected, run.Texts);
    }

    [Theory]
    [InlineData(Driving, 30, "Trip 0-")]
    [InlineData(Driving, 32, "Trip 0-1")]
    [InlineData(Charging, 180, "Charge 0-")]
    [InlineData(Charging, 182, "Charge 0-1")]
    public void Ends_what_has_been_silent_for_too_long(VehicleStatus status, double minutes, string expected)
    {
        var run = new Run();
        run.Take(ReadingAt(0, status));
        run.Take(ReadingAt(1, status));
        run.Expire(minutes);
        Assert.Equal([expected], run.Texts);

        var restarted = new Run();
        restarted.Take(ReadingAt(0, status));
        restarted.Take(ReadingAt(1, status));
        restarted.Restart();
        restarted.Expire(minutes);
        Assert.Equal([expected], restarted.Texts);
    }

    [Fact]
    public void Tells_distance_charge_and_energy_of_a_trip()
    {
        var run = new Run();
        for (var second = 0; second <= 1800; second++)
            run.Take(ReadingAt(second / 60.0, second == 1800 ? Parked : Driving, 80 - (second / 180), 100 + (second / 100.0), 50, second < 900 ? -80 : 20));

        // A quarter of an hour at 4 kW, and one at -1 kW that came back.
        Assert.Equal(new Trip(1, HistoryBench.Start, HistoryBench.Start.AddMinutes(30), 18, 10, 0.75), run.Sessions.Single().ToTrip(1) with { Energy = 0.75 });
        Assert.Equal(0.75, run.Sessions.Single().ToTrip(1).Energy!.Value, 0.002);
    }

    [Fact]
    public void Tells_charge_and_energy_of_a_charge_session()
    {
        var run = new Run();
        for (var second = 0; second <= 3600; second += 10) run.Take(ReadingAt(second / 60.0, Charging, 20 + (second / 120), null, 50, 36));

        Assert.Equal(new ChargeSession(1, HistoryBench.Start, null, 20, 50, 1.8), run.Sessions.Single().ToChargeSession(1));
    }

    [Fact]
    public void Tells_no_energy_where_it_was_not_heard()
    {
        var silent = new Run();
        var partly = new Run();
        for (var second = 0; second <= 3600; second += 10)
        {
            silent.Take(ReadingAt(second / 60.0, Charging, 20, null, 50, null));
            partly.Take(ReadingAt(second / 60.0, Charging, 20, null, 50, second is > 1000 and < 2000 ? null : 36));
        }

        Assert.Null(silent.Sessions.Single().ToChargeSession(1).Energy);
        Assert.Null(partly.Sessions.Single().ToChargeSession(1).Energy);
        Assert.Equal((null, null), (silent.Sessions.Single().ToTrip(1).Distance, silent.Sessions.Single().ToTrip(1).Energy));
    }

    [Fact]
    public void Measures_nothing_over_a_hole()
    {
        var run = new Run();
        run.Take(ReadingAt(0, Charging, 20, null, 50, 36));
        run.Take(ReadingAt(10, Charging, 20, null, 50, 36));
        Assert.Equal((0, 0), (run.Sessions.Single().Energy, run.Sessions.Single().MeasuredSeconds));

        run.Take(ReadingAt(11, Charging, 20, null, 50, 36));
        Assert.Equal((0.03, 60), (Math.Round(run.Sessions.Single().Energy, 6), run.Sessions.Single().MeasuredSeconds));
    }

    [Fact]
    public void Is_not_stretched_by_a_clock_that_is_set()
    {
        var run = new Run();
        run.Take(ReadingAt(0, Charging, 20, null, 50, 36));
        var later = ReadingAt(1, Charging, 20, null, 50, 36);
        run.Take(later with { Sample = later.Sample with { At = later.At.AddDays(1) } });

        Assert.Equal(0.03, run.Sessions.Single().Energy, 6);
    }

    internal static Reading ReadingAt(
        double minutes, VehicleStatus status, double? charge = null, double? odometer = null, double? voltage = null, double? current = null) => new(
        new Sample(HistoryBench.Start.AddMilliseconds(Math.Round(minutes * 60_000)), status, charge, null, odometer, null, voltage, current), TimeSpan.FromMinutes(minutes).Ticks);

    /// <summary>A vehicle's sessions, as a database would hold them.</summary>
    internal sealed class Run
    {
        private readonly List<Session> _sessions = [];
        private SessionState _state;

        public IReadOnlyList<Session> Sessions => _sessions;

        public IEnumerable<string> Texts => _sessions.Select(session =>
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{session.Kind} {Minutes(session.Begun)}-{(session.Ended is { } ended ? Minutes(ended) : null)}"));

        public void Take(Reading reading) => _state = SessionTracker.Decide(_state, in reading, Keep);

        public void Expire(double minutes) =>
            _state = SessionTracker.Expire(_state, HistoryBench.Start.AddMinutes(minutes), TimeSpan.FromMinutes(minutes).Ticks, Keep);

        public void Restart() => _state = new SessionState(_sessions.Count > 0 ? _sessions[^1] : null, Last: null);

        private static double Minutes(DateTimeOffset at) => Math.Round((at - HistoryBench.Start).TotalMinutes, 3);

        private void Keep(Session session)
        {
            var place = _sessions.FindIndex(one => one.Kind == session.Kind && one.Begun == session.Begun);
            if (place >= 0) _sessions[place] = session;
            else _sessions.Add(session);
        }
    }
}
