using Microsoft.Extensions.Options;
using O2X.Gateway.Security;

namespace O2X.Gateway.Tests.Security;

public class SecurityOptionsTests
{
    public static TheoryData<string, string, string> Wrong => new()
    {
        { "AllowedHosts", "*", "O2X:Gateway:Security:AllowedHosts names *; it must be names such as car.example.org, without scheme, port and *." },
        { "AllowedHosts", "https://car.example.org", "O2X:Gateway:Security:AllowedHosts names https://car.example.org; it must be names such as car.example.org, without scheme, port and *." },
        { "SignInsPerMinute", "0", "O2X:Gateway:Security:SignInsPerMinute is 0; it must be between 1 and 1000." },
        { "WritesPerMinute", "1000001", "O2X:Gateway:Security:WritesPerMinute is 1000001; it must be between 1 and 1000000." },
        { "SignedInFor", "00:00:30", "O2X:Gateway:Security:SignedInFor is 00:00:30; it must be between 00:01:00 and 365.00:00:00." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Names_the_key_and_what_is_allowed(string key, string value, string message)
    {
        var problem = await Assert.ThrowsAsync<OptionsValidationException>(() => GatewayHost.StartAsync(new() { [$"O2X:Gateway:Security:{key}"] = value }));

        Assert.Equal([message], problem.Failures);
    }

    [Fact]
    public void Has_defaults()
    {
        var options = new SecurityOptions();

        Assert.Empty(options.HostNames());
        Assert.Equal((5, 600, TimeSpan.FromDays(14)), (options.SignInsPerMinute, options.WritesPerMinute, options.SignedInFor));
    }
}
