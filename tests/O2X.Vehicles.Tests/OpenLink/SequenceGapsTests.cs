using CsCheck;
using O2X.Vehicles.OpenLink;

namespace O2X.Vehicles.Tests.OpenLink;

public class SequenceGapsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    [InlineData(255)]
    public void Misses_nothing_while_every_number_comes_wherever_they_begin(int first) =>
        Assert.Equal(0, MissingOf([.. Enumerable.Range(first, 1000)]));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(130)]
    [InlineData(247)]
    public void Misses_what_was_passed_over_also_where_the_numbers_wrap(int lost)
    {
        for (var last = 0; last < 256; last++) Assert.Equal(lost, MissingOf([last, last + lost + 1]));
    }

    [Fact]
    public void Takes_a_packet_that_comes_twice_for_one() => Assert.Equal(0, MissingOf([254, 254, 255, 255, 255, 0, 0, 1]));

    [Fact]
    public void Waits_for_a_packet_that_comes_late() => Assert.Equal(0, MissingOf([253, 255, 254, 1, 2, 3, 4, 5, 6, 7, 0]));

    [Fact]
    public void Takes_a_number_that_is_further_behind_for_one_after_a_long_gap() => Assert.Equal(247, MissingOf([8, 0]));

    [Fact]
    public void Tells_of_a_gap_as_soon_as_nothing_can_fill_it_any_more()
    {
        var gaps = default(SequenceGaps);
        gaps.Accept(0);
        for (var number = 2; number <= SequenceGaps.Patience; number++) Assert.Equal(0, gaps.Accept((byte)number));
        Assert.Equal(1, gaps.Accept(SequenceGaps.Patience + 1));
        Assert.Equal(0, gaps.End());
    }

    [Fact]
    public void Begins_anew_after_the_end()
    {
        var gaps = default(SequenceGaps);
        gaps.Accept(7);
        Assert.Equal(0, gaps.End());
        Assert.Equal(0, gaps.Accept(100));
        Assert.Equal(0, gaps.Accept(99));
        Assert.Equal(0, gaps.End());
        Assert.Equal(0, gaps.End());
    }

    // Packets are sent in order, some are lost, those that come are mixed among their neighbours, and some come twice.
    [Fact]
    public void Misses_exactly_what_never_came() =>
        Gen.Select(Gen.Byte, Gen.Int[0, 9].Array[1, 600], Gen.Int).Sample((first, fates, seed) =>
        {
            var random = new Random(seed);
            var came = Enumerable.Range(0, fates.Length)
                .Where(n => n % 300 >= 40 && fates[n] > 2)
                .GroupBy(n => n / SequenceGaps.Patience)
                .SelectMany(block => Mixed([.. block], random))
                .SelectMany(n => Enumerable.Repeat(n, fates[n] == 9 ? 2 : 1))
                .ToList();
            var expected = came.Count == 0 ? 0 : Enumerable.Range(came[0], came.Max() - came[0]).Except(came).Count();
            return MissingOf([.. came.Select(n => first + n)]) == expected;
        });

    private static int[] Mixed(int[] block, Random random)
    {
        random.Shuffle(block);
        return block;
    }

    private static int MissingOf(int[] numbers)
    {
        var gaps = default(SequenceGaps);
        return numbers.Sum(number => gaps.Accept((byte)number)) + gaps.End();
    }
}
