namespace O2X.Actors.Hosting.Tests;

public class EngineNameTests
{
    [Theory]
    [InlineData("left")]
    [InlineData("Car-2")]
    [InlineData("7")]
    [InlineData("a-name-of-forty-characters-and-not-more-")]
    public void Is_letters_digits_and_hyphens(string name)
    {
        Assert.Equal(name, EngineName.Of(name).Text);
        Assert.Equal($"O2X:{name}", EngineName.Of(name).Section);
    }

    [Theory]
    [InlineData("", "The name of an engine is 1 to 40 letters, digits and '-'; '' is not.")]
    [InlineData("a b", "The name of an engine is 1 to 40 letters, digits and '-'; 'a b' is not.")]
    [InlineData("a:b", "The name of an engine is 1 to 40 letters, digits and '-'; 'a:b' is not.")]
    [InlineData("Ä", "The name of an engine is 1 to 40 letters, digits and '-'; 'Ä' is not.")]
    [InlineData("a-name-of-forty-characters-and-one-more--", "The name of an engine is 1 to 40 letters, digits and '-'; 'a-name-of")]
    [InlineData("source", "'source' cannot name an engine: O2X:source is an option.")]
    [InlineData("Vin", "'Vin' cannot name an engine: O2X:Vin is an option.")]
    public void Is_nothing_else(string name, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => EngineName.Of(name)).Message, StringComparison.Ordinal);

    [Fact]
    public void Is_the_same_in_any_case()
    {
        Assert.Equal(EngineName.Of("left"), EngineName.Of("LEFT"));
        Assert.Equal(EngineName.Of("left").GetHashCode(), EngineName.Of("LEFT").GetHashCode());
        Assert.NotEqual(EngineName.Of("left"), EngineName.Of("right"));
        Assert.NotEqual(EngineName.Of("o2x"), EngineName.Unnamed);
    }
}
