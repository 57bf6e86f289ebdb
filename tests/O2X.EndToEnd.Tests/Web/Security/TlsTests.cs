using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace O2X.EndToEnd.Tests.Web.Security;

/// <summary>TLS as the readme describes it, with a certificate that somebody made for themselves.</summary>
[Trait("Kind", "web")]
public sealed partial class TlsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("o2x-tls-").FullName;

    [Fact]
    public async Task Protects_the_sign_in_and_its_cookie()
    {
        using var certificate = MakeCertificate();
        var settings = Path.Combine(_folder, "gateway.json");
        await File.WriteAllTextAsync(settings, JsonSerializer.Serialize(new
        {
            Kestrel = new
            {
                Endpoints = new { Https = new { Url = "https://127.0.0.1:0", Certificate = new { Path = PathOf("gateway.pem"), KeyPath = PathOf("gateway.key") } } },
            },
        }));
        var key = await GatewayRun.MakeKeyAsync(_folder);
        await using var gateway = await GatewayRun.StartAsync(_folder, ["--config", settings]);
        using var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown?.Thumbprint == certificate.Thumbprint,
        };
        using var client = new HttpClient(handler) { BaseAddress = gateway.Address };
        var form = await client.GetStringAsync("/sign-in");
        using var signedIn = await client.PostAsync("/sign-in", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["key"] = key,
            ["back"] = "/api/vehicles",
            ["__RequestVerificationToken"] = Token().Match(form).Groups["token"].Value,
        }));

        Assert.Equal("https", gateway.Address.Scheme);
        Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
        Assert.Matches("^o2x=.*; secure; .*httponly", string.Join(' ', signedIn.Headers.GetValues("Set-Cookie")));
        using var vehicles = await client.GetAsync(signedIn.Headers.Location);
        Assert.Equal(HttpStatusCode.OK, vehicles.StatusCode);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=o2x", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var today = TimeProvider.System.GetUtcNow();
        var certificate = request.CreateSelfSigned(today.AddDays(-1), today.AddDays(1));
        File.WriteAllText(PathOf("gateway.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(PathOf("gateway.key"), key.ExportPkcs8PrivateKeyPem());
        return certificate;
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex Token();
}
