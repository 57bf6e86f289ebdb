using System.Buffers.Binary;
using System.Text;
using CsCheck;
using O2X.Vehicles.Can;

namespace O2X.Vehicles.Tests.Can;

public sealed class HexTextTests
{
    [Fact]
    public void Takes_every_digit_and_nothing_else_in_every_place()
    {
        for (var place = 0; place < 16; place++)
        {
            for (var character = 0; character < 256; character++)
            {
                var digits = "0000000000000000"u8.ToArray();
                digits[place] = (byte)character;
                Assert.Equal(char.IsAsciiHexDigit((char)character), HexText.TryReadBytes(digits, out _));
                Assert.Equal(char.IsAsciiHexDigit((char)character), HexText.Nibble((byte)character) >= 0);
            }
        }
    }

    [Fact]
    public void Reads_bytes_as_the_framework_writes_them() =>
        Gen.Select(Gen.Byte.Array[0, 8], Gen.Bool).Sample((bytes, lower) =>
        {
            var text = lower ? Convert.ToHexStringLower(bytes) : Convert.ToHexString(bytes);
            Span<byte> expected = stackalloc byte[8];
            expected.Clear();
            bytes.CopyTo(expected);
            return HexText.TryReadBytes(Encoding.ASCII.GetBytes(text), out var value) && value == BinaryPrimitives.ReadUInt64LittleEndian(expected);
        });
}
