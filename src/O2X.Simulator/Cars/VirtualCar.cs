using O2X.Links.Time;
using O2X.Vehicles;

namespace O2X.Simulator.Cars;

/// <summary>
/// A car that is not there, with physics good enough to look real. It has no timer: it catches up with its clock, in steps of
/// 100 ms, whenever somebody looks or tells it what to do; the same seed and the same commands give the same values.
/// </summary>
/// <remarks>Safe for use by several threads.</remarks>
public sealed partial class VirtualCar
{
    internal static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private const double FullRangeKm = 75;
    private const double LowCharge = 0.10;
    private const double TurtleCharge = 0.05;
    private const double TurtleMotorWatts = 2000;
    private const double ReadyWatts = 60;
    private const double StandbyWatts = 5;
    private const double ReverseMetresPerSecond = 5 / 3.6;

    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly TractionBattery _battery = new(charge: 0.72);
    private readonly Drivetrain _train = new(metres: 3_482_700);
    private readonly TownDriver _driver;
    private long _at;
    private CarActivity _activity;
    private CarActivity _wanted;
    private int _compression = 1;
    private JourneyFollower? _journey;
    private bool _isFull;
    private Alerts _extraAlerts;
    private Alerts _alerts;
    private Alerts _previousAlerts;

    /// <summary>Makes a car that is parked.</summary>
    /// <param name="vin">Its VIN.</param>
    /// <param name="clock">The clock that it goes by.</param>
    /// <param name="seed">What its driver's whims are drawn from.</param>
    public VirtualCar(Vin vin, TimeProvider clock, int seed = 1)
    {
        Vin = vin;
        _clock = clock;
        _driver = new TownDriver(new Random(seed));
        _at = clock.GetTicks();
    }

    /// <summary>The car's VIN.</summary>
    public Vin Vin { get; }

    /// <summary>What is true of the car now, on its clock.</summary>
    public CarState State
    {
        get
        {
            lock (_gate)
            {
                CatchUp(_clock.GetTicks());
                return Describe();
            }
        }
    }

    /// <summary>Lets the car's time pass up to a moment; one that has gone by already changes nothing.</summary>
    /// <param name="timestamp">The moment, in ticks of the car's clock.</param>
    public void AdvanceTo(long timestamp)
    {
        lock (_gate) CatchUp(timestamp);
    }

    private bool IsCharging => _activity == CarActivity.Charging && !_isFull;

    private void CatchUp(long timestamp)
    {
        for (; _at + Step.Ticks <= timestamp; _at += Step.Ticks)
        {
            if (_journey is { } journey && journey.Advance(Step)) Begin(journey.Phase);
            for (var i = 0; i < _compression; i++) Live(Step.TotalSeconds);
            FollowAlerts();
        }
    }

    private void Live(double seconds)
    {
        Switch();
        var target = _activity != _wanted ? 0 : _activity switch
        {
            CarActivity.Driving => _driver.Target(seconds),
            CarActivity.Reversing => ReverseMetresPerSecond,
            _ => 0,
        };
        var motion = _train.Step(target, MotorWatts, seconds);
        if (IsCharging)
            _battery.Pass(Charger.AmperesAt(_battery.Charge), seconds);
        else if (_activity == CarActivity.Charging)
            _battery.Pass(0, seconds);
        else
            _battery.Exchange(motion - (IsReady ? ReadyWatts : StandbyWatts), seconds);
        _isFull = _battery.Charge >= 1;
    }

    // A car that is under way comes to a stop before it does something else.
    private void Switch()
    {
        if (_activity == _wanted || !_train.IsStanding) return;
        _activity = _wanted;
        if (_activity == CarActivity.Driving) _driver.SetOff();
    }

    private double MotorWatts =>
        _battery.IsEmpty ? 0 : _battery.Charge < TurtleCharge ? TurtleMotorWatts : Drivetrain.MostMotorWatts;

    private bool IsReady => _activity is CarActivity.Driving or CarActivity.Reversing or CarActivity.Halted;

    private void FollowAlerts()
    {
        var alerts = _extraAlerts;
        if (_activity == CarActivity.WantingToCharge) alerts |= Alerts.ParkingBrake;
        if (_battery.Charge < LowCharge) alerts |= Alerts.BatteryCharge;
        if (_battery.Charge < TurtleCharge) alerts |= Alerts.TurtleMode;
        if (alerts == _alerts) return;
        _previousAlerts = _alerts;
        _alerts = alerts;
    }
}
