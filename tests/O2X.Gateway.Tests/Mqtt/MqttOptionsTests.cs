using Microsoft.Extensions.Options;
using O2X.Gateway.Mqtt;

namespace O2X.Gateway.Tests.Mqtt;

public sealed class MqttOptionsTests : IDisposable
{
    private const string Broker = "O2X:Gateway:Mqtt:Broker cannot be an address; it must be one such as mqtt://host:1883 or mqtts://host:8883, "
        + "without a path, a user name (User) or a password (PasswordFile).";

    private const string Prefix = " cannot begin a topic; it must be 1 to 100 characters without +, #, $, blanks and VINs, and neither begin nor end with /.";

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "Broker", "host:1883", Broker },
        { "Broker", "http://host", Broker },
        { "Broker", "mqtt://user:secret@host", Broker },
        { "Broker", "mqtt://host/topic", Broker },
        { "Broker", "", Broker },
        { "Protocol", "4", "O2X:Gateway:Mqtt:Protocol must be 5 or 3.1.1." },
        { "Prefix", "cars/+", "O2X:Gateway:Mqtt:Prefix" + Prefix },
        { "Prefix", "", "O2X:Gateway:Mqtt:Prefix" + Prefix },
        { "Prefix", "/cars", "O2X:Gateway:Mqtt:Prefix" + Prefix },
        { "Prefix", "cars/VR1AB12C3D4567890", "O2X:Gateway:Mqtt:Prefix" + Prefix },
        { "HomeAssistantPrefix", "home assistant", "O2X:Gateway:Mqtt:HomeAssistantPrefix" + Prefix },
        { "IntervalSeconds", "0.05", "O2X:Gateway:Mqtt:IntervalSeconds is 0.05; it must be between 0.1 and 60 s." },
        { "IntervalSeconds", "NaN", "O2X:Gateway:Mqtt:IntervalSeconds is NaN; it must be between 0.1 and 60 s." },
        { "Password", "secret", "O2X:Gateway:Mqtt:User is missing; a password needs the user's name." },
        { "CaFile", "nowhere.pem", "O2X:Gateway:Mqtt:CaFile names nowhere.pem; it must be a file with certificates in PEM form." },
    };

    [Fact]
    public void Are_off_without_a_broker()
    {
        var options = new MqttOptions();

        Assert.Null(options.Broker);
        Assert.Equal(("5", "o2x", "homeassistant", 1d), (options.Protocol, options.Prefix, options.HomeAssistantPrefix, options.IntervalSeconds));
        Assert.Equal((true, true, false), (options.HomeAssistant, options.Evcc, options.Commands));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Name_the_key_and_what_is_allowed(string key, string value, string message)
    {
        var settings = new Dictionary<string, string?> { ["O2X:Gateway:Mqtt:Broker"] = "mqtts://broker", [$"O2X:Gateway:Mqtt:{key}"] = value };
        var problem = await Assert.ThrowsAsync<OptionsValidationException>(() => GatewayHost.StartAsync(settings));

        Assert.Equal([message], problem.Failures);
    }

    [Fact]
    public void Want_one_password_and_one_that_can_be_read()
    {
        var missing = _folder.File("missing");
        var options = new MqttOptions { Broker = "mqtt://broker", User = "car", Password = "secret", PasswordFile = missing };

        Assert.Equal(
            [
                "O2X:Gateway:Mqtt:Password and O2X:Gateway:Mqtt:PasswordFile are both given; one of them must be left out.",
                $"O2X:Gateway:Mqtt:PasswordFile names {missing}; it must be a file that can be read, with the password on its first line.",
            ],
            new MqttOptionsValidation().Validate(null, options).Failures);
    }

    [Fact]
    public void Want_encryption_where_a_certificate_is_to_be_checked()
    {
        var options = new MqttOptions { Broker = "mqtt://broker", CaFile = "nowhere.pem" };

        Assert.Contains(
            "O2X:Gateway:Mqtt:CaFile is given, but the connection is not encrypted; O2X:Gateway:Mqtt:Broker must begin with mqtts://.",
            new MqttOptionsValidation().Validate(null, options).Failures!);
    }

    [Fact]
    public void Take_the_password_from_the_first_line_of_a_file()
    {
        File.WriteAllText(_folder.File("password"), "pass word\nsomething else\n");
        File.WriteAllText(_folder.File("empty"), "\n");

        Assert.Equal("pass word", MqttPassword.Of(new MqttOptions { PasswordFile = _folder.File("password") }));
        Assert.Equal("secret", MqttPassword.Of(new MqttOptions { Password = "secret" }));
        Assert.Null(MqttPassword.Read(_folder.File("empty")));
    }

    [Theory]
    [InlineData("mqtt://host", "host:1883", false)]
    [InlineData("mqtts://host", "host:8883", true)]
    [InlineData("mqtt://10.0.0.7:2000/", "10.0.0.7:2000", false)]
    [InlineData("mqtts://[fe80::1]:2001", "[fe80::1]:2001", true)]
    public void Have_the_usual_ports(string text, string shown, bool isSecure)
    {
        var address = BrokerAddress.Of(text)!;

        Assert.Equal((shown, isSecure), (address.ToString(), address.IsSecure));
    }

    public void Dispose() => _folder.Dispose();
}
