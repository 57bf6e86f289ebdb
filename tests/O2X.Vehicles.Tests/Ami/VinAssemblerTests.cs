using O2X.Vehicles.Ami;
using O2X.Vehicles.Decoding;

namespace O2X.Vehicles.Tests.Ami;

public class VinAssemblerTests
{
    private const string One = "VR1AB12C3D4567890";
    private const string Other = "W0LAB12C3D4567891";

    private readonly AmiFrameDecoder _decoder = new();
    private VehicleSnapshot _state;

    private DecodeResult Send(byte[] packet, double seconds) =>
        _decoder.Decode(packet, ref _state, (long)(seconds * TimeSpan.TicksPerSecond));

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(2, 1, 0)]
    [InlineData(1, 2, 0)]
    public void Puts_the_three_parts_together_in_any_order(int first, int second, int third)
    {
        var parts = Frames.Vin(One);
        Assert.Equal(DecodeResult.Updated, Send(parts[first], 0));
        Assert.Equal(DecodeResult.Updated, Send(parts[second], 2));
        Assert.Null(_decoder.HeardVin);
        Assert.Equal(DecodeResult.Updated, Send(parts[third], 5));
        Assert.Equal(One, _decoder.HeardVin!.Full);
    }

    [Fact]
    public void Waits_for_parts_that_were_heard_together()
    {
        var parts = Frames.Vin(One);
        Send(parts[0], 0);
        Send(parts[1], 1);
        Send(parts[2], 5.001);
        Assert.Null(_decoder.HeardVin);
        Send(parts[0], 6);
        Assert.NotNull(_decoder.HeardVin);
    }

    [Fact]
    public void Keeps_the_instance_while_the_vehicle_repeats_itself()
    {
        foreach (var part in Frames.Vin(One)) Send(part, 0);
        var heard = _decoder.HeardVin;
        foreach (var part in Frames.Vin(One)) Send(part, 1);
        Assert.Same(heard, _decoder.HeardVin);
    }

    [Fact]
    public void Hears_another_vehicle_without_ever_mixing_the_two()
    {
        foreach (var part in Frames.Vin(One)) Send(part, 0);
        for (var cycle = 1; cycle <= 2; cycle++)
        {
            foreach (var part in Frames.Vin(Other))
            {
                Send(part, cycle);
                Assert.Contains(_decoder.HeardVin!.Full, new[] { One, Other });
            }
        }

        Assert.Equal(Other, _decoder.HeardVin!.Full);
    }

    [Theory]
    [InlineData("712#5652")]
    [InlineData("712#56523141")]
    [InlineData("712#565249")]
    [InlineData("712#767231")]
    [InlineData("710#4142313243")]
    [InlineData("710#41423132433320")]
    [InlineData("711#44343536373839")]
    [InlineData("711#443435363738397F")]
    [InlineData("711#")]
    public void Refuses_a_part_of_another_length_or_of_other_characters(string frame) =>
        Assert.Equal(DecodeResult.Malformed, Send(Frames.Of(frame), 0));

    [Theory]
    [InlineData("712#5652310000000000")]
    [InlineData("710#4142313243330000")]
    public void Accepts_a_part_that_is_filled_up_with_zeros(string frame) =>
        Assert.Equal(DecodeResult.Updated, Send(Frames.Of(frame), 0));

    [Fact]
    public void Is_not_led_astray_by_bytes_past_the_end()
    {
        var packet = Frames.Of("712#565231");
        packet.AsSpan(11).Fill(0xEE);
        Assert.Equal(DecodeResult.Updated, Send(packet, 0));
    }

    [Fact]
    public void Forgets_with_the_link()
    {
        var parts = Frames.Vin(One);
        Send(parts[0], 0);
        Send(parts[1], 0);
        _decoder.BeginLink(sameVehicle: true);
        Send(parts[2], 0);
        Assert.Null(_decoder.HeardVin);
    }
}
