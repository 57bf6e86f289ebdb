using O2X.Links.Time;
using O2X.Vehicles;

namespace O2X.Simulator.Cars;

public sealed partial class VirtualCar
{
    /// <summary>Drives off in D.</summary>
    public void StartDriving() => Do(CarActivity.Driving);

    /// <summary>Comes to a stop, then parks: not ready, park brake on, unplugged. From full speed it takes 10 s.</summary>
    public void Park() => Do(CarActivity.Parked);

    /// <summary>Parks, is plugged in and charges until it is full.</summary>
    public void PlugIn() => Do(CarActivity.Charging);

    /// <summary>Is plugged in with the park brake off: asks to be charged, and is not.</summary>
    public void WantToChargeWithBrakeOff() => Do(CarActivity.WantingToCharge);

    /// <summary>Is unplugged and stays parked.</summary>
    public void Unplug() => Do(CarActivity.Parked);

    /// <summary>Does something; a car under way comes to a stop first. Ends the journey that it follows.</summary>
    public void Do(CarActivity activity)
    {
        lock (_gate)
        {
            CatchUp(_clock.GetTicks());
            _journey = null;
            Begin(new JourneyPhase(activity, Step));
        }
    }

    /// <summary>Sets out on a journey, from its beginning.</summary>
    public void Follow(Journey journey)
    {
        lock (_gate)
        {
            CatchUp(_clock.GetTicks());
            _journey = new JourneyFollower(journey);
            Begin(_journey.Phase);
        }
    }

    /// <summary>Puts alerts on, beside those that the car puts on itself; the others go off.</summary>
    public void SetAlerts(Alerts alerts)
    {
        lock (_gate)
        {
            CatchUp(_clock.GetTicks());
            _extraAlerts = alerts;
            FollowAlerts();
        }
    }

    /// <summary>Sets the state of charge.</summary>
    /// <param name="percent">0 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not from 0 to 100.</exception>
    public void SetStateOfCharge(double percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        lock (_gate)
        {
            CatchUp(_clock.GetTicks());
            _battery.SetCharge(percent / 100);
            _isFull = percent >= 100;
            FollowAlerts();
        }
    }

    private void Begin(JourneyPhase phase)
    {
        _wanted = phase.Activity;
        _compression = phase.Compression;
        Switch();
        FollowAlerts();
    }
}
