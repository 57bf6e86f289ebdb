using Microsoft.Extensions.Options;

namespace O2X.Gateway.Operation;

/// <summary>Checks the options of operation; every message names the key and what is allowed.</summary>
internal sealed class OperationOptionsValidation : IValidateOptions<OperationOptions>
{
    public ValidateOptionsResult Validate(string? name, OperationOptions options)
    {
        if (options.Otlp is { } otlp && !IsAddress(otlp))
            return Fail(nameof(options.Otlp), otlp, "an address such as http://127.0.0.1:4317");
        if (!Enum.IsDefined(options.LogFormat)) return Fail(nameof(options.LogFormat), options.LogFormat, "text or json");
        if (!Enum.IsDefined(options.OtlpProtocol)) return Fail(nameof(options.OtlpProtocol), options.OtlpProtocol, "grpc or http");
        return ValidateOptionsResult.Success;
    }

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    private static ValidateOptionsResult Fail(string key, object value, string allowed) =>
        ValidateOptionsResult.Fail($"{OperationOptions.Section}:{key} is {value}; it must be {allowed}.");
}
