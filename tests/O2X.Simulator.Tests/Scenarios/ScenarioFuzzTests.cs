using System.Text;
using System.Text.Json;
using CsCheck;
using O2X.Simulator.Cars;
using O2X.Simulator.Faults;
using O2X.Simulator.Scenarios;
using O2X.Vehicles;

namespace O2X.Simulator.Tests.Scenarios;

/// <summary>What is true of every scenario that can be made, and of whatever is taken for one.</summary>
public class ScenarioFuzzTests
{
    private static readonly JsonSchema Schema = new(ScenarioLibrary.Schema);

    private static readonly string[] Tokens =
    [
        .. ScenarioReader.Keys, .. ScenarioReader.StepKeys, .. ScenarioReader.PhaseKeys, "link-loss", "out-of-range", "drive", "stop", "demonstration",
        "{", "}", "[", "]", ",", ":", "\"", "0", "-1", "1e999", "0.1", "2592000", "null", "true", "\\ud800", "\\u001b", "\u202e",
    ];

    private static readonly Gen<(double, double?)> Times = Gen.Select(
        Gen.Double[0.1, 3600], Gen.Bool, Gen.Double[0, 100], (least, isRange, more) => (least, isRange ? least + more : (double?)null));

    private static readonly Gen<Action<ScenarioBuilder>> Steps = Gen.OneOf(
        Gen.Enum<CarActivity>().Array[1, 3].Select<CarActivity[], Action<ScenarioBuilder>>(cars => to => to.CarDoes(cars)),
        Gen.Select(Gen.Enum<CarActivity>(), Gen.Double[0.1, 9999], Gen.Int[1, 1000]).Array[1, 3].Select<(CarActivity, double, int)[], Action<ScenarioBuilder>>(
            phases => to => to.CarFollows(new Journey([.. phases.Select(phase => new JourneyPhase(phase.Item1, TimeSpan.FromSeconds(phase.Item2), phase.Item3))]))),
        Gen.Byte.Select<byte, Action<ScenarioBuilder>>(alerts => to => to.CarHasAlerts((Alerts)alerts)),
        Gen.Double[0, 100].Select<double, Action<ScenarioBuilder>>(percent => to => to.CarHasCharge(percent)),
        Gen.OneOf([.. Fault.All]).Array[1, 3].Select<Fault[], Action<ScenarioBuilder>>(faults => to => to.Breaks(faults)),
        Gen.Select(Gen.OneOf([.. Fault.All.Where(fault => fault.Lasts)]), Times).Select<(Fault, (double, double?)), Action<ScenarioBuilder>>(
            fault => to => to.Breaks(fault.Item1, fault.Item2.Item1, fault.Item2.Item2).Mends(fault.Item1)),
        Gen.String[Gen.Char[' ', 'ÿ'], 1, 50].Select<string, Action<ScenarioBuilder>>(
            note => to => to.Note(string.Concat("N" + note).Where(c => !char.IsControl(c) && c != '\u00ad').Aggregate("", (text, c) => text + c))));

    private static readonly Gen<Scenario> AnyScenario = Gen.Select(
        Gen.Select(Times, Gen.Bool, Times, Gen.Int[1, 1000], Steps).Array[1, 20], Gen.Int[0, int.MaxValue], Gen.Bool, (steps, seed, ends) =>
        {
            var builder = Scenario.Named("any").Titled("Any").Described("Ü").Seeded(seed);
            foreach (var (at, repeats, every, times, step) in steps)
            {
                builder.At(at.Item1, at.Item2);
                if (repeats) builder.Every(every.Item1, every.Item2, times % 2 == 0 ? times : null);
                step(builder);
            }

            return (ends ? builder.Until(5000) : builder).Build();
        });

    [Fact]
    public void Reads_back_what_was_written() => AnyScenario.Sample(scenario =>
    {
        var json = scenario.ToJson();
        Assert.Equal(json, Scenario.Read(json).ToJson());
        using var document = JsonDocument.Parse(json);
        Assert.Empty(Schema.Check(document.RootElement));
    });

    [Fact]
    public void Takes_or_refuses_whatever_it_is_given() => Gen.Byte.Array[0, 200].Sample(bytes => Try(bytes));

    [Fact]
    public void Takes_or_refuses_whatever_becomes_of_a_scenario() =>
        Gen.Select(Gen.Int[0, ScenarioLibrary.All.Count - 1], Gen.Select(Gen.Int[0, 5000], Gen.Int[0, 20], Gen.OneOf(Tokens)).Array[1, 4]).Sample((which, changes) =>
        {
            var json = new StringBuilder(ScenarioLibrary.All[which].ToJson());
            foreach (var (at, cut, put) in changes)
            {
                var from = Math.Min(at, json.Length);
                json.Remove(from, Math.Min(cut, json.Length - from)).Insert(from, put);
            }

            Try(Encoding.UTF8.GetBytes(json.ToString()));
        });

    // What is taken is a scenario by the schema too, and can be written and read again.
    private static void Try(byte[] utf8)
    {
        try
        {
            var scenario = Scenario.Read(utf8);
            using var document = JsonDocument.Parse(utf8);
            Assert.Empty(Schema.Check(document.RootElement));
            Assert.Equal(scenario.ToJson(), Scenario.Read(scenario.ToJson()).ToJson());
        }
        catch (ScenarioException problem)
        {
            Assert.Single(problem.Message.Split('\n'));
            Assert.DoesNotContain(problem.Message, char.IsControl);
        }
    }
}
