using System.Text.Json;
using O2X.Vehicles;
using O2X.Vehicles.Json;
using static O2X.Fuzzing.Oracle;

namespace O2X.Fuzzing.Targets;

/// <summary>The SDK's object.</summary>
internal sealed class VehicleJsonTarget : TextTarget
{
    private const string Alerts =
        """{"parkingBrake":true,"clusterIssue":false,"stop":true,"batteryCharge":false,"brakeSystemProblem":false,"service":false,"batteryTemperature":false,"turtleMode":true}""";

    public override string Name => "vehicle-json";

    public override int LongestInput => 1400;

    public static string Sample { get; } =
        $$$"""
        {"vin":"VR1AB12C3D4567890","currentAlert":{{{Alerts}}},"previousAlert":{{{Alerts}}},"data":{"batterySoc":{"unit":"%","value":42},"systemState":"charging","batteryState":"maintenaceautoid","remainingAutonomy":{"unit":"km","value":"31"},"rnd":"drive","chargeDelay":{"unit":"min","value":null},"parkBrakeStatus":"notActivated","totalOdometer":{"unit":"km","value":8626.9}},"receivedAt":"2025-10-09T08:50:06Z","status":"charging"}
        """;

    /// <summary>What may stand in such JSON.</summary>
    public static IEnumerable<string> Tokens =>
    [
        "null", "true", "false", "\"\"", "{}", "[]", "{", "}", "[", "]", ",", ":", "\"", "\\ud800", "\\u0000", "\\\"", "\"unit\":", "\"value\":", "\"vin\":",
        "\"driving\"", "\"driving, parked\"", "\"2\"", "\"unknown\"", "1e28", "1e-28", "-0", "79228162514264337593543950335", "0.1", "1E400", "NaN",
        "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59Z\"", "\"2025-02-29T24:00:00Z\"", "\ufeff", "/**/", "\u00e9", "\"status\":", "\"data\":", Alerts,
    ];

    protected override IEnumerable<string> SeedTexts => [Sample, Sample.Replace("\"VR1AB12C3D4567890\"", "null", StringComparison.Ordinal), "null", "{}", "[1,2]"];

    protected override IEnumerable<string> WordTexts => Tokens;

    // The object, its text twice, and the exception of a text that is none.
    public override long MostAllocated(int inputLength) => 64 * 1024 + (64 * inputLength);

    public override void Run(ReadOnlySpan<byte> input)
    {
        VehicleInformation information;
        try
        {
            information = VehicleJson.Deserialize(input);
        }
        catch (JsonException)
        {
            return;
        }

        Judge(information);
        Holds(VehicleJson.Deserialize(VehicleJson.Serialize(information)) == information);
        Holds(VehicleJson.Deserialize(VehicleJson.Serialize(information, QuantityForm.Text)) == information);
    }

    /// <summary>What must hold of information that was read.</summary>
    public static void Judge(VehicleInformation information)
    {
        Holds(information.CurrentAlert.Active == information.CurrentAlert.Known);
        Holds(information.PreviousAlert.Active == information.PreviousAlert.Known);
        Holds(information.ReceivedAt.Offset == TimeSpan.Zero);
        Holds(Enum.IsDefined(information.Status));
        var data = information.Data;
        Holds(Enum.IsDefined(data.SystemState) && Enum.IsDefined(data.BatteryState));
        Holds(Enum.IsDefined(data.Rnd) && Enum.IsDefined(data.ParkBrakeStatus));
        Holds(data.BatterySoc.Unit is not null && data.RemainingAutonomy.Unit is not null);
        Holds(data.ChargeDelay.Unit is not null && data.TotalOdometer.Unit is not null);
    }
}
