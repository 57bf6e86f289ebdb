using Xunit;

namespace O2X.Actors.Tests.Pims;

/// <summary>The table of errors (sdk-reference 4).</summary>
public sealed class PimsErrorsTests
{
    // Never defined, though the numbering passes over them.
    private static readonly int[] _neverDefined = [2206, 2207, 2304, 2322, 2324, 2352, 2380, 2381, 2382, 2385, 2386];

    [Fact]
    public void Has_all_100_codes_once() => Assert.Equal(100, PimsErrors.All.Select(error => error.Code).Distinct().Count());

    [Fact]
    public void Has_none_of_the_codes_that_were_never_defined() => Assert.All(_neverDefined, code => Assert.Null(PimsErrors.Find(code)));

    [Fact]
    public void Has_every_other_code_of_the_numbering()
    {
        int[] expected =
        [
            .. Enumerable.Range(2000, 8), 2010, 2101, 2102, .. Enumerable.Range(2201, 10), .. Enumerable.Range(2301, 90),
        ];
        Assert.Equal(expected.Except(_neverDefined), PimsErrors.All.Select(error => error.Code));
    }

    [Theory]
    [InlineData(PimsErrorType.Generic, 8)]
    [InlineData(PimsErrorType.Input, 3)]
    [InlineData(PimsErrorType.Output, 7)]
    [InlineData(PimsErrorType.Gigya, 6)]
    [InlineData(PimsErrorType.Pims, 76)]
    public void Has_so_many_of_each_type(PimsErrorType type, int count) => Assert.Equal(count, PimsErrors.All.Count(error => error.Type == type));

    [Theory]
    [InlineData(2000, "Unknown error")]
    [InlineData(2003, "[Component] not loaded")]
    [InlineData(2010, "[PARAMETER] not set")]
    [InlineData(2203, "Invalid return [Parsing error] ou [No data] ou [invalid Data]")]
    [InlineData(2302, "Need Strong Authentication ")]
    [InlineData(2340, "[Permition] need to be granted")]
    [InlineData(2341, "[Location or Bluetooth] need to be activated on the phone")]
    [InlineData(2376, "Can' Edit trip with ID: [IDENTIFIER]")]
    public void Spells_them_as_published(int code, string text) => Assert.Equal(text, PimsErrors.Find(code)!.Text);

    [Fact]
    public void Every_API_gives_only_codes_of_the_table() =>
        Assert.All(PimsApis.All.SelectMany(api => api.Errors), code => Assert.NotNull(PimsErrors.Find(code)));
}
