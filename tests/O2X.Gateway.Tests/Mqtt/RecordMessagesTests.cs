using O2X.Actors;
using O2X.Gateway.Feed;
using O2X.Gateway.Mqtt;
using O2X.Gateway.Vehicles;
using O2X.Links;
using O2X.TestKit;
using O2X.Vehicles;

namespace O2X.Gateway.Tests.Mqtt;

public class RecordMessagesTests
{
    private static readonly VehicleId Car = VehicleId.TryParse("abcdefgh2345", out var id) ? id : default;
    private static readonly MqttTopics Topics = new("o2x", "homeassistant", Car);
    private static readonly DateTimeOffset At = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Tell_the_link_without_the_vin()
    {
        var report = new LinkReport(LinkState.Backoff, At)
        {
            Fault = new LinkFault(LinkLossReason.LinkLoss, "Lost.", "Go nearer."), Vin = AmiBus.Vin, FailedAttempts = 2, NextAttemptIn = TimeSpan.FromSeconds(4), Rssi = -80,
        };

        AssertMessage(
            FeedRecord.Link(7, Car, report),
            "o2x/abcdefgh2345/link",
            isRetained: true,
            """{"state":"backoff","at":"2026-01-01T08:00:00.000Z","reason":"linkLoss","detail":"Lost.","advice":"Go nearer.","verified":false,"asleep":false,"address":null,"rssi":-80,"failedAttempts":2,"nextAttemptInMs":4000,"invalidData":null}""");
    }

    [Fact]
    public void Tell_an_event_with_its_number() => AssertMessage(
        FeedRecord.Event(7, Car, new VehicleEvent(VehicleEventKind.Disconnected, At, new LinkFault(LinkLossReason.LinkLoss))),
        "o2x/abcdefgh2345/event",
        isRetained: false,
        """{"event_type":"disconnected","id":7,"at":"2026-01-01T08:00:00.000Z","reason":"linkLoss","detail":null,"advice":null}""");

    [Fact]
    public void Tell_a_status_alone() => AssertMessage(
        FeedRecord.Kept(FeedKind.Status, 7, Car, At, """{"vin":"VR1AB12C3D4567890","status":"charging"}"""u8.ToArray()),
        "o2x/abcdefgh2345/status",
        isRetained: true,
        """{"status":"charging","at":"2026-01-01T08:00:00.000Z"}""");

    [Fact]
    public void Tell_a_gap() => AssertMessage(FeedRecord.Gap(7, At), "o2x/abcdefgh2345/gap", isRetained: false, """{"lostUpTo":7}""");

    [Fact]
    public void Leave_values_to_the_present() => Assert.Null(RecordMessages.Of(FeedRecord.Information(7, Car, default), Topics));

    private static void AssertMessage(FeedRecord record, string topic, bool isRetained, string text)
    {
        // As it is told, and as the journal gives it back.
        foreach (var one in new[] { record, FeedRecord.Kept(record.Kind, record.Id, record.Vehicle, record.At, record.Json.ToArray()) })
        {
            var message = RecordMessages.Of(one, Topics)!;
            Assert.Equal((topic, isRetained, text), (message.Topic, message.IsRetained, message.Text));
        }
    }
}
