using System.Text;
using O2X.Vehicles.Can;

namespace O2X.Vehicles.Tests.Can;

public sealed class CandumpLineTests
{
    [Theory]
    [InlineData("(1767225600.825000) can0 580#2100CA1300140000")]
    [InlineData("(1767225600.925000) vcan12 712#565231")]
    [InlineData("(9999999999.999999) can0 7ff#22010500000000")]
    [InlineData("(0000000000.000000) c 000#0102030405060708")]
    [InlineData("(1767225600.925000) can0000 711#")]
    public void Reads_the_common_shape(string line)
    {
        Assert.True(CandumpLine.TryParse(Encoding.ASCII.GetBytes(line), out var fast));
        Assert.Equal(CanTextFault.None, CandumpFormat.ParseAny(Encoding.ASCII.GetBytes(line), out var entry));
        Assert.Equal(entry, fast);
    }

    [Theory]
    [InlineData("(1767225600.825000) can0 580#2100CA1300140000")]
    [InlineData("(1767225600.925000) vcan12 712#565231")]
    [InlineData("(1767225600.925000) c 711#0102030405060708")]
    public void Agrees_with_the_format_whichever_character_is_changed(string line)
    {
        var text = Encoding.ASCII.GetBytes(line);
        for (var at = 0; at < text.Length; at++)
        {
            var original = text[at];
            for (var value = 0; value < 256; value++)
            {
                text[at] = (byte)value;
                AssertAgreement(text);
            }

            text[at] = original;
        }
    }

    [Theory]
    [InlineData("(1767225600.825000) can0 580#2100CA1300140000 R\r")]
    [InlineData("(1767225600.825000) can0 18DAF110#2100CA1300140000")]
    [InlineData("(1767225600.925000) c 7#")]
    public void Agrees_with_the_format_however_much_is_cut_off(string line)
    {
        var text = Encoding.ASCII.GetBytes(line);
        for (var begin = 0; begin < text.Length; begin++)
        {
            for (var end = begin; end <= text.Length; end++) AssertAgreement(text.AsSpan(begin..end));
        }
    }

    // What it reads, the format reads the same; what it does not, is left to the format.
    private static void AssertAgreement(ReadOnlySpan<byte> line)
    {
        var isRead = CandumpLine.TryParse(line, out var fast);
        var fault = CandumpFormat.ParseAny(line, out var entry);
        if (isRead && (fault != CanTextFault.None || fast != entry)) Assert.Fail($"{Encoding.Latin1.GetString(line)}: {fault}");
    }
}
