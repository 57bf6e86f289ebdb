using System.Text;
using System.Text.Json;
using CsCheck;
using O2X.Vehicles.Json;

namespace O2X.Vehicles.Tests.Json;

public class VehicleJsonTests
{
    // D22, D24: keys, order and spelling of the SDK's sample.
    private const string Sample =
        """
        {"vin":"VR1AB12C3D4567890",
        "currentAlert":{"parkingBrake":true,"clusterIssue":false,"stop":true,"batteryCharge":false,"brakeSystemProblem":false,"service":false,"batteryTemperature":false,"turtleMode":true},
        "previousAlert":{"parkingBrake":false,"clusterIssue":true,"stop":false,"batteryCharge":true,"brakeSystemProblem":true,"service":true,"batteryTemperature":true,"turtleMode":false},
        "data":{"batterySoc":{"unit":"%","value":42},"systemState":"charging","batteryState":"maintenaceautoid","remainingAutonomy":{"unit":"km","value":31},"rnd":"drive","chargeDelay":{"unit":"min","value":95},"parkBrakeStatus":"notActivated","totalOdometer":{"unit":"km","value":8626.9}},
        "receivedAt":"2025-10-09T08:50:06Z","status":"charging"}
        """;

    // D23
    private const string Unknown =
        """
        {"vin":null,
        "currentAlert":{"parkingBrake":false,"clusterIssue":false,"stop":false,"batteryCharge":false,"brakeSystemProblem":false,"service":false,"batteryTemperature":false,"turtleMode":false},
        "previousAlert":{"parkingBrake":false,"clusterIssue":false,"stop":false,"batteryCharge":false,"brakeSystemProblem":false,"service":false,"batteryTemperature":false,"turtleMode":false},
        "data":{"batterySoc":{"unit":"%","value":null},"systemState":"unknown","batteryState":"unknown","remainingAutonomy":{"unit":"km","value":null},"rnd":"unknown","chargeDelay":{"unit":"min","value":null},"parkBrakeStatus":"unknown","totalOdometer":{"unit":"km","value":null}},
        "receivedAt":"0001-01-01T00:00:00Z","status":"unknown"}
        """;

    private static readonly VehicleInformation Information = new(
        Vin.Parse("VR1AB12C3D4567890"),
        Known(Alerts.ParkingBrake | Alerts.Stop | Alerts.TurtleMode),
        Known(Alerts.ClusterIssue | Alerts.BatteryCharge | Alerts.BrakeSystemProblem | Alerts.Service | Alerts.BatteryTemperature),
        new VehicleData(
            new Quantity("%", 42),
            SystemState.Charging,
            BatteryState.MaintenanceAutoId,
            new Quantity("km", 31),
            Selector.Drive,
            new Quantity("min", 95),
            ParkBrakeStatus.NotActivated,
            new Quantity("km", 8626.9m)),
        new DateTimeOffset(2025, 10, 9, 8, 50, 6, TimeSpan.Zero),
        VehicleStatus.Charging);

    [Fact]
    public void Writes_the_shape_of_the_sample() => Assert.Equal(OneLine(Sample), VehicleJson.Serialize(Information));

    [Fact]
    public void Writes_what_is_not_known_as_unknown_null_and_false() =>
        Assert.Equal(OneLine(Unknown), VehicleJson.Serialize(default(VehicleSnapshot).ToInformation()));

    [Fact]
    public void Reads_what_it_writes()
    {
        Assert.Equal(Information, VehicleJson.Deserialize(Sample));
        Assert.Equal(default(VehicleSnapshot).ToInformation(), VehicleJson.Deserialize(Unknown));
    }

    [Fact]
    public void Adds_to_the_shape_of_the_sample_only_that_a_moment_may_be_wrong()
    {
        var doubtful = Information with { ReceivedAtUnsynchronised = true };
        var text = VehicleJson.Serialize(doubtful);

        Assert.Equal(OneLine(Sample)[..^1] + ",\"receivedAtUnsynchronised\":true}", text);
        Assert.Equal(doubtful, VehicleJson.Deserialize(text));
    }

    [Fact]
    public void Writes_quantities_as_text_on_demand_and_reads_them_too()
    {
        var text = VehicleJson.Serialize(Information, QuantityForm.Text);
        Assert.Contains("""{"unit":"km","value":"8626.9"}""", text, StringComparison.Ordinal);
        Assert.Contains("""{"unit":"%","value":"42"}""", text, StringComparison.Ordinal);
        Assert.Equal(Information, VehicleJson.Deserialize(text));
        Assert.Contains(
            """{"unit":"%","value":null}""",
            VehicleJson.Serialize(default(VehicleSnapshot).ToInformation(), QuantityForm.Text),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Writes_into_another_document()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("value");
            VehicleJson.WriteTo(writer, Information);
            writer.WriteEndObject();
        }

        Assert.Equal($$"""{"value":{{OneLine(Sample)}}}""", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void Writes_the_moment_in_utc_without_fractions()
    {
        var there = new DateTimeOffset(2025, 10, 9, 10, 50, 6, 789, TimeSpan.FromHours(2));
        Assert.Contains("\"receivedAt\":\"2025-10-09T08:50:06Z\"", VehicleJson.Serialize(Information with { ReceivedAt = there }), StringComparison.Ordinal);
    }

    [Fact]
    public void Comes_back_from_any_information_unchanged()
    {
        var quantity = Gen.OneOf(Gen.Int[-100_000, 10_000_000].Select(i => (decimal?)(i / 10m)), Gen.Const((decimal?)null));
        var data = Gen.Select(
            Gen.Select(quantity, quantity, quantity, quantity),
            Gen.Select(Any<SystemState>(), Any<BatteryState>(), Any<Selector>(), Any<ParkBrakeStatus>()),
            (q, e) => new VehicleData(
                new Quantity("%", q.Item1), e.Item1, e.Item2, new Quantity("km", q.Item2), e.Item3, new Quantity("min", q.Item3), e.Item4, new Quantity("km", q.Item4)));
        var information = Gen.Select(
            data, Gen.Byte, Gen.Byte, Gen.Long[0, 9_999L * 365 * 86_400], Any<VehicleStatus>(),
            (d, current, previous, seconds, status) => new VehicleInformation(
                Information.Vin, Known((Alerts)current), Known((Alerts)previous), d, DateTimeOffset.MinValue.AddSeconds(seconds), status));

        Gen.Select(information, Any<QuantityForm>())
            .Sample((i, form) => Assert.Equal(i, VehicleJson.Deserialize(VehicleJson.Serialize(i, form))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("\ud800")]
    public void Refuses_what_is_no_vehicle_information(string json) =>
        Assert.ThrowsAny<JsonException>(() => VehicleJson.Deserialize(json));

    [Theory]
    [InlineData("\"vin\":\"VR1AB12C3D4567890\"", "\"vin\":\"VR1\"")]
    [InlineData("\"vin\":\"VR1AB12C3D4567890\"", "\"vin\":17")]
    [InlineData("\"vin\":\"VR1AB12C3D4567890\"", "\"vin\":\"\\ud800\"")]
    [InlineData("\"status\":\"charging\"", "\"status\":\"flying\"")]
    [InlineData("\"status\":\"charging\"", "\"status\":3")]
    [InlineData("\"status\":\"charging\"", "\"status\":\"\\ud800\"")]
    [InlineData("\"parkingBrake\":true", "\"parkingBrake\":1")]
    [InlineData("\"value\":42", "\"value\":1e99")]
    [InlineData("\"value\":42", "\"value\":\"much\"")]
    [InlineData("\"value\":42", "\"value\":\"\\udfff\"")]
    [InlineData("\"value\":42", "\"value\":{}")]
    [InlineData("\"value\":42", "\"other\":42")]
    [InlineData("\"unit\":\"%\"", "\"unit\":null")]
    [InlineData("2025-10-09T08:50:06Z", "2025-10-09 08:50:06")]
    [InlineData("2025-10-09T08:50:06Z", "2025-02-30T08:50:06Z")]
    [InlineData("\"data\":{", "\"data\":null,\"more\":{")]
    [InlineData("\"data\":{", "\"more\":{")]
    public void Refuses_a_bad_value(string good, string bad)
    {
        Assert.Contains(good, Sample, StringComparison.Ordinal);
        Assert.ThrowsAny<JsonException>(() => VehicleJson.Deserialize(Sample.Replace(good, bad, StringComparison.Ordinal)));
    }

    [Fact]
    public void Passes_over_keys_that_it_does_not_know()
    {
        var more = Sample
            .Replace("\"unit\":", "\"more\":[{}],\"unit\":", StringComparison.Ordinal)
            .Replace("\"service\":", "\"more\":{\"a\":[1]},\"service\":", StringComparison.Ordinal)
            .Replace("\"status\":", "\"more\":{},\"status\":", StringComparison.Ordinal);
        Assert.Equal(Information, VehicleJson.Deserialize(more));
    }

    [Fact]
    public void Throws_nothing_else_than_one_exception_whatever_it_reads()
    {
        var good = Encoding.UTF8.GetBytes(Sample);
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, good.Length]).Sample((index, value, length) =>
        {
            var bytes = good.ToArray();
            bytes[index] = value;
            try
            {
                Assert.NotNull(VehicleJson.Deserialize(bytes.AsSpan(0, length)));
            }
            catch (JsonException e)
            {
                Assert.NotEmpty(e.Message);
            }
        });
    }

    [Fact]
    public void Knows_all_documented_spellings()
    {
        Assert.Equal("unknown,parked,driving,charging", Spellings<VehicleStatus>(i => Information with { Status = i }, "status"));
        Assert.Equal(
            "ready,maintenaceautoid,bootloader,maintenancelogflash,maintenanceexit,maintenanceinit,shutdownwait,bootwait,bootexit,bootinit,"
            + "errorwait,errorexit,errorinit,chargewait,chargeheatingaftercharging,chargeopenpwrrelays,chargechargingwithheating,"
            + "chargecharging,chargeclosepwrrelays,chargeheatingforcharging,chargecheckchargerstatus,chargeactivebaltest,chargeexit,"
            + "chargeinit,downgradedsafetyline,downgradedopenpwrrelays,downgradedheating,downgradedrunning,downgradedclosepwrrelays,"
            + "downgradedexit,downgradedinit,runwaiting,runsafetyline,runopenpwrrelays,runheating,runrunning,runclosepwrrelays,runexit,"
            + "runinit,docerror,unknown",
            Spellings<BatteryState>(i => Information with { Data = Information.Data with { BatteryState = i } }, "data", "batteryState"));
        Assert.Equal(
            "init,standby,driving,charging,noticed,powerdown,sleep,unknown",
            Spellings<SystemState>(i => Information with { Data = Information.Data with { SystemState = i } }, "data", "systemState"));
        Assert.Equal(
            "unknown,reverse,neutral,drive",
            Spellings<Selector>(i => Information with { Data = Information.Data with { Rnd = i } }, "data", "rnd"));
        Assert.Equal(
            "unknown,notActivated,activated",
            Spellings<ParkBrakeStatus>(i => Information with { Data = Information.Data with { ParkBrakeStatus = i } }, "data", "parkBrakeStatus"));
    }

    private static string Spellings<T>(Func<T, VehicleInformation> with, params string[] path)
        where T : struct, Enum => string.Join(',', Enum.GetValues<T>().Select(value =>
    {
        using var document = JsonDocument.Parse(VehicleJson.Serialize(with(value)));
        return path.Aggregate(document.RootElement, (element, key) => element.GetProperty(key)).GetString();
    }));

    private static Gen<T> Any<T>()
        where T : struct, Enum => Gen.Int[0, Enum.GetValues<T>().Length - 1].Select(i => Enum.GetValues<T>()[i]);

    private static AlertSet Known(Alerts active) => new(active, active);

    private static string OneLine(string json) => json.ReplaceLineEndings("");
}
