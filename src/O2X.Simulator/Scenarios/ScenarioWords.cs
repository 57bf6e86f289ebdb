using O2X.Simulator.Cars;
using O2X.Simulator.Faults;
using O2X.Vehicles;

namespace O2X.Simulator.Scenarios;

/// <summary>The words that scenario files have for what there is.</summary>
internal static class ScenarioWords
{
    public static IReadOnlyDictionary<string, CarActivity> Activities { get; } = new Dictionary<string, CarActivity>
    {
        ["park"] = CarActivity.Parked,
        ["halt"] = CarActivity.Halted,
        ["drive"] = CarActivity.Driving,
        ["reverse"] = CarActivity.Reversing,
        ["charge"] = CarActivity.Charging,
        ["want-to-charge-with-brake-off"] = CarActivity.WantingToCharge,
        ["unplug"] = CarActivity.Parked,
    };

    public static IReadOnlyDictionary<string, Journey> Journeys { get; } = new Dictionary<string, Journey>
    {
        ["demonstration"] = Journey.Demonstration,
    };

    /// <summary>The alerts by the names of the SDK.</summary>
    public static IReadOnlyDictionary<string, Alerts> Alerts { get; } = Enum.GetValues<Alerts>()
        .Where(alert => alert != Vehicles.Alerts.None)
        .ToDictionary(alert => char.ToLowerInvariant(alert.ToString()[0]) + alert.ToString()[1..]);

    public static IReadOnlyDictionary<string, Fault> Faults { get; } = Fault.All.ToDictionary(fault => fault.Name);

    public static string Of(CarActivity activity) => Activities.First(word => word.Value == activity).Key;

    public static IEnumerable<string> Of(Alerts alerts) => Alerts.Where(word => alerts.HasFlag(word.Value)).Select(word => word.Key);

    public static string Verb(CarActivity activity) => activity switch
    {
        CarActivity.Parked => "parks",
        CarActivity.Halted => "halts",
        CarActivity.Driving => "drives",
        CarActivity.Reversing => "reverses",
        CarActivity.Charging => "charges",
        _ => "wants to charge with the brake off",
    };
}
