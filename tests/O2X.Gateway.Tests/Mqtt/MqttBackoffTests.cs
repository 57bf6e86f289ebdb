using O2X.Gateway.Mqtt;

namespace O2X.Gateway.Tests.Mqtt;

public class MqttBackoffTests
{
    private static readonly int[] Seconds = [1, 2, 4, 8, 16, 32, 60, 60];

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(0.5, 0.75)]
    [InlineData(1, 1)]
    public void Leaves_half_of_each_wait_to_chance(double chance, double share)
    {
        var backoff = new MqttBackoff(() => chance);

        Assert.Equal(
            Seconds.Select(seconds => seconds * share),
            Enumerable.Range(0, 8).Select(_ => backoff.Next().TotalSeconds));
    }

    [Fact]
    public void Begins_anew_after_a_connection()
    {
        var backoff = new MqttBackoff(() => 1);
        backoff.Next();
        backoff.Next();
        backoff.Reset();

        Assert.Equal(TimeSpan.FromSeconds(1), backoff.Next());
    }

    [Fact]
    public void Is_not_the_same_for_two_gateways()
    {
        var first = MqttBackoff.ByChance();
        var second = MqttBackoff.ByChance();

        Assert.NotEqual(Enumerable.Range(0, 8).Select(_ => first.Next()), Enumerable.Range(0, 8).Select(_ => second.Next()));
    }
}
