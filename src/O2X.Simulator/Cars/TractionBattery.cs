namespace O2X.Simulator.Cars;

/// <summary>
/// A 5.5 kWh pack of 48 V: an open-circuit voltage that follows the charge, a resistance, two temperatures. The figures are plausible
/// ones for a car of this class, not measured.
/// </summary>
internal sealed class TractionBattery(double charge)
{
    public const double CapacityAh = 107;

    private const double Ohms = 0.02;
    private const double AmbientCelsius = 15;
    private const double CellJoulesPerKelvin = 40_000;
    private const double CaseJoulesPerKelvin = 8_000;
    private const double CellToCaseWattsPerKelvin = 12;
    private const double CaseToAirWattsPerKelvin = 3;
    private const double SecondsPerHour = 3600;

    /// <summary>0 to 1.</summary>
    public double Charge { get; private set; } = charge;

    public double Volts { get; private set; } = OpenCircuit(charge);

    /// <summary>Positive flows in.</summary>
    public double Amperes { get; private set; }

    public double CellCelsius { get; private set; } = AmbientCelsius + 2;

    public double CaseCelsius { get; private set; } = AmbientCelsius + 1;

    public bool IsEmpty => Charge <= 0;

    /// <summary>Puts a power in (positive) or draws it (negative).</summary>
    public void Exchange(double watts, double seconds)
    {
        var open = OpenCircuit(Charge);
        // P = (open + R·I)·I, solved for the current that is the smaller one.
        Pass((Math.Sqrt((open * open) + (4 * Ohms * watts)) - open) / (2 * Ohms), seconds);
    }

    /// <summary>Lets a current flow in (positive) or out (negative), as far as the charge allows.</summary>
    public void Pass(double amperes, double seconds)
    {
        var before = Charge;
        Charge = Math.Clamp(before + (amperes * seconds / SecondsPerHour / CapacityAh), 0, 1);
        Amperes = (Charge - before) * CapacityAh * SecondsPerHour / seconds;
        Volts = OpenCircuit(Charge) + (Ohms * Amperes);
        Warm(seconds);
    }

    public void SetCharge(double charge)
    {
        Charge = charge;
        Volts = OpenCircuit(charge) + (Ohms * Amperes);
    }

    private static double OpenCircuit(double charge) => 46 + (9.5 * charge) - (1.5 * Math.Exp(-20 * charge));

    private void Warm(double seconds)
    {
        var toCase = (CellCelsius - CaseCelsius) * CellToCaseWattsPerKelvin;
        var toAir = (CaseCelsius - AmbientCelsius) * CaseToAirWattsPerKelvin;
        CellCelsius += ((Amperes * Amperes * Ohms) - toCase) * seconds / CellJoulesPerKelvin;
        CaseCelsius += (toCase - toAir) * seconds / CaseJoulesPerKelvin;
    }
}
