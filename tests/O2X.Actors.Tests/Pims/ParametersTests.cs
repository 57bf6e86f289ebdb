using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace O2X.Actors.Tests.Pims;

/// <summary>What parameters may be given as.</summary>
public sealed class ParametersTests
{
    [Fact]
    public void A_dictionary_a_JSON_object_and_text_say_the_same()
    {
        var dictionary = PimsParameters.From(new Dictionary<string, object?>
        {
            ["text"] = "a",
            ["yes"] = true,
            ["number"] = 60000,
            ["fraction"] = 1.5,
            ["nothing"] = null,
            ["list"] = new List<string> { "o2x", "sendtonav" },
            ["group"] = new Dictionary<string, string> { ["loglevel"] = "high" },
            ["deep"] = new Dictionary<string, object?> { ["list"] = new List<object?> { 1, null, false } },
        });
        const string json =
            """{"text":"a","yes":true,"number":60000,"fraction":1.5,"nothing":null,"list":["o2x","sendtonav"],"group":{"loglevel":"high"},"deep":{"list":[1,null,false]}}""";
        Assert.Equal(json, dictionary.Root.GetRawText());
        Assert.Equal(json, PimsParameters.Parse(json).Root.GetRawText());
        Assert.Equal(json, PimsParameters.From(JsonNode.Parse(json)!.AsObject()).Root.GetRawText());
    }

    [Fact]
    public void What_they_were_made_from_may_change()
    {
        var source = new JsonObject { ["scan"] = 1 };
        var parameters = PimsParameters.From(source);
        source["scan"] = 2;
        Assert.Equal("""{"scan":1}""", parameters.Root.GetRawText());
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public async Task A_number_that_JSON_cannot_say_is_an_invalid_one(double number)
    {
        await using var bench = await PimsBench.InitializedAsync();
        PimsAssert.Fails(
            await bench.Facade.Set("pims.vehicle.timeout", PimsParameters.From(new Dictionary<string, object?> { ["scan"] = number })), 2102);
    }

    [Fact]
    public void A_value_of_another_type_is_refused() =>
        Assert.Throws<ArgumentException>(() => PimsParameters.From(new Dictionary<string, object?> { ["x"] = new object() }));

    [Fact]
    public void A_dictionary_within_itself_is_refused()
    {
        var endless = new Dictionary<string, object?>();
        endless["self"] = endless;
        Assert.Throws<ArgumentException>(() => PimsParameters.From(endless));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("null")]
    public void What_is_no_object_is_refused(string json) => Assert.Throws<ArgumentException>(() => PimsParameters.Parse(json));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    public void What_is_no_JSON_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => PimsParameters.Parse(json));
}
