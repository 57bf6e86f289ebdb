using Microsoft.Extensions.Options;

namespace O2X.Gateway.Tests;

public class GatewayOptionsTests
{
    public static TheoryData<string, string, string> Wrong => new()
    {
        { "Urls", "127.0.0.1:5080", "O2X:Gateway:Urls names 127.0.0.1:5080; it must be an address such as http://127.0.0.1:5080, without a path." },
        { "Urls", "http://127.0.0.1:5080/car", "O2X:Gateway:Urls names http://127.0.0.1:5080/car; it must be an address such as http://127.0.0.1:5080, without a path." },
        { "Urls", ";", "O2X:Gateway:Urls is blank; it must name an address such as http://127.0.0.1:5080." },
        { "Alias", "VR1AB12C3D4567890", "O2X:Gateway:Alias cannot be an alias; it must be 1 to 32 characters of a-z, 0-9 and -, with a letter first, and no VIN." },
        { "StateDirectory", " ", "O2X:Gateway:StateDirectory is blank; it must name a folder, or be left out." },
        { "ListenerLimit", "15", "O2X:Gateway:ListenerLimit is 15; it must be between 16 and 100000." },
    };

    [Fact]
    public void Serves_this_machine_alone_unless_told_otherwise() => Assert.Equal("http://127.0.0.1:5080", new GatewayOptions().Urls);

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Names_the_key_and_what_is_allowed(string key, string value, string message)
    {
        var problem = Assert.Throws<OptionsValidationException>(() => GatewayApplication.Build(new GatewayLaunch
        {
            Settings = new Dictionary<string, string?> { [$"O2X:Gateway:{key}"] = value },
        }));

        Assert.Equal([message], problem.Failures);
    }

    [Fact]
    public async Task Takes_the_alias_of_the_first_vehicle_from_settings()
    {
        await using var host = await GatewayHost.StartAsync(new() { ["O2X:Gateway:Alias"] = "blue-ami" });

        Assert.Equal("blue-ami", host.Directory.Current.Alias);
    }
}
