using O2X.Vehicles.Ami;

namespace O2X.Vehicles.Tests.Ami;

public class AmiCatalogueTests
{
    [Fact]
    public void Knows_the_ids_of_its_decoded_values_and_of_the_vin()
    {
        var decoded = AmiCatalogue.Signals.Where(s => s.IsDecoded).Select(s => s.Id);
        ushort[] vin = [0x710, 0x711, 0x712];
        Assert.Equal(decoded.Concat(vin).Distinct().Order(), AmiCatalogue.Ids.ToArray());
    }

    [Theory]
    [InlineData(0x580, true)]
    [InlineData(0x714, true)]
    [InlineData(0x591, false)]
    [InlineData(0x593, false)]
    [InlineData(0x10580, false)]
    public void Tells_known_ids_from_others(uint id, bool known) => Assert.Equal(known, AmiCatalogue.IsKnown(id));

    [Fact]
    public void Lists_values_that_fit_their_frames_and_do_not_overlap()
    {
        foreach (var frame in AmiCatalogue.Signals.GroupBy(s => s.Id))
        {
            var end = 0;
            foreach (var signal in frame.OrderBy(s => s.StartBit))
            {
                Assert.InRange(signal.StartBit, end, signal.Length * 8);
                Assert.InRange(signal.BitLength, 1, 32);
                end = signal.StartBit + signal.BitLength;
            }

            Assert.InRange(end, 1, frame.First().Length * 8);
        }
    }

    [Fact]
    public void Reads_signed_values_in_the_middle_of_a_frame()
    {
        var second = AmiCatalogue.Signals.Single(s => s.Signal == Signal.BatteryTemperature2);
        Assert.Equal(-2, second.Read(0x00000000_FE000000));
        Assert.Null(second.Read(0x00000000_80000000));
    }
}
