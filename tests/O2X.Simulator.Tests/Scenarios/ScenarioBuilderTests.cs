using O2X.Simulator.Cars;
using O2X.Simulator.Faults;
using O2X.Simulator.Scenarios;
using O2X.Vehicles;

namespace O2X.Simulator.Tests.Scenarios;

public class ScenarioBuilderTests
{
    [Fact]
    public void Says_when_and_then_what()
    {
        var scenario = Scenario.Named("garage").Titled("In and out").Described("So.").Seeded(3)
            .At(0).CarDoes(CarActivity.Driving)
            .At(30).Breaks(Fault.OutOfRange, 20).Note("In the garage.")
            .At(60, 70).Every(5, 10, times: 3).Breaks(Fault.LinkLoss, Fault.PeerCloses)
            .At(80).CarHasAlerts(Alerts.Stop).CarHasCharge(5).Note("Low.").Note("And now?")
            .Until(120).Build();
        Assert.Equal(
            """
            {
              "name": "garage",
              "title": "In and out",
              "description": "So.",
              "seed": 3,
              "length": 120,
              "steps": [
                {
                  "at": 0,
                  "car": "drive"
                },
                {
                  "at": 30,
                  "fault": "out-of-range",
                  "for": 20,
                  "note": "In the garage."
                },
                {
                  "at": [
                    60,
                    70
                  ],
                  "every": [
                    5,
                    10
                  ],
                  "times": 3,
                  "fault": [
                    "link-loss",
                    "peer-closes"
                  ]
                },
                {
                  "at": 80,
                  "alerts": [
                    "stop"
                  ]
                },
                {
                  "at": 80,
                  "stateOfCharge": 5,
                  "note": "Low."
                },
                {
                  "at": 80,
                  "note": "And now?"
                }
              ]
            }
            """,
            scenario.ToJson());
    }

    [Fact]
    public void Refuses_what_a_file_could_not_say()
    {
        var any = Scenario.Named("any");
        Assert.Throws<ArgumentException>(() => Scenario.Named("No Name"));
        Assert.Throws<ArgumentOutOfRangeException>(() => any.At(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => any.At(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => any.At(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => any.Every(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => any.Every(1, times: 0));
        Assert.Throws<ArgumentException>(() => any.Breaks(Fault.LinkLoss, 5));
        Assert.Throws<ArgumentException>(() => any.Breaks());
        Assert.Throws<ArgumentException>(() => any.Mends(Fault.LinkLoss));
        Assert.Throws<ArgumentOutOfRangeException>(() => any.CarHasCharge(double.NaN));
        Assert.Throws<ArgumentException>(() => any.Note("\u001b[2J"));
        Assert.Throws<InvalidOperationException>(() => any.Build());
        Assert.Throws<InvalidOperationException>(() => any.At(10).CarDoes(CarActivity.Parked).Until(5).Build());
    }
}
