using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using O2X.Vehicles;

namespace O2X.Gateway.Mqtt;

/// <summary>Checks the options of MQTT; every message names the key and what is allowed. Nothing is checked while MQTT is off.</summary>
internal sealed class MqttOptionsValidation : IValidateOptions<MqttOptions>
{
    private const double LeastInterval = 0.1;
    private const double MostInterval = 60;
    private const int LongestPrefix = 100;

    public ValidateOptionsResult Validate(string? name, MqttOptions options)
    {
        if (options.Broker is null) return ValidateOptionsResult.Success;
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(MqttOptions options)
    {
        var address = BrokerAddress.Of(options.Broker);
        if (address is null)
        {
            // What was given is not told: it may hold a password.
            yield return $"{Key(nameof(options.Broker))} cannot be an address; it must be one such as mqtt://host:1883 or mqtts://host:8883, "
                + $"without a path, a user name ({nameof(options.User)}) or a password ({nameof(options.PasswordFile)}).";
        }

        if (options.Protocol is not ("5" or "3.1.1")) yield return $"{Key(nameof(options.Protocol))} must be 5 or 3.1.1.";
        foreach (var (key, prefix) in new[] { (nameof(options.Prefix), options.Prefix), (nameof(options.HomeAssistantPrefix), options.HomeAssistantPrefix) })
        {
            if (!IsPrefix(prefix))
                yield return $"{Key(key)} cannot begin a topic; it must be 1 to {LongestPrefix} characters without +, #, $, blanks and VINs, and neither begin nor end with /.";
        }

        if (options.IntervalSeconds is not (>= LeastInterval and <= MostInterval))
            yield return FormattableString.Invariant($"{Key(nameof(options.IntervalSeconds))} is {options.IntervalSeconds}; it must be between {LeastInterval} and {MostInterval} s.");
        foreach (var problem in CredentialProblems(options)) yield return problem;
        if (options.CaFile is not { } caFile) yield break;
        if (address is { IsSecure: false }) yield return $"{Key(nameof(options.CaFile))} is given, but the connection is not encrypted; {Key(nameof(options.Broker))} must begin with mqtts://.";
        if (!HasCertificate(caFile)) yield return $"{Key(nameof(options.CaFile))} names {caFile}; it must be a file with certificates in PEM form.";
    }

    private static IEnumerable<string> CredentialProblems(MqttOptions options)
    {
        var hasPassword = options.Password is not null || options.PasswordFile is not null;
        if (hasPassword && string.IsNullOrEmpty(options.User))
            yield return $"{Key(nameof(options.User))} is missing; a password needs the user's name.";
        if (options.Password is not null && options.PasswordFile is not null)
            yield return $"{Key(nameof(options.Password))} and {Key(nameof(options.PasswordFile))} are both given; one of them must be left out.";
        if (options.PasswordFile is { } file && MqttPassword.Read(file) is null)
            yield return $"{Key(nameof(options.PasswordFile))} names {file}; it must be a file that can be read, with the password on its first line.";
    }

    private static bool IsPrefix(string prefix) =>
        prefix is { Length: > 0 and <= LongestPrefix }
        && !prefix.Any(c => c is '+' or '#' or '$' || char.IsWhiteSpace(c) || char.IsControl(c))
        && !prefix.StartsWith('/') && !prefix.EndsWith('/')
        && !prefix.Split('/').Any(level => Vin.TryParse(level, out _));

    private static bool HasCertificate(string file)
    {
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPemFile(file);
            return certificates.Count > 0;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return false;
        }
    }

    private static string Key(string key) => $"{MqttOptions.Section}:{key}";
}
