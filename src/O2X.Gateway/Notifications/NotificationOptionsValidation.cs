using Microsoft.Extensions.Options;

namespace O2X.Gateway.Notifications;

/// <summary>Checks the options of notifications; every message names the key and what is allowed.</summary>
internal sealed class NotificationOptionsValidation : IValidateOptions<NotificationOptions>
{
    private const int MostPercent = 95;
    private const double LeastHours = 0.1;
    private const double MostHours = 8760;

    public ValidateOptionsResult Validate(string? name, NotificationOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    /// <summary>The address of a webhook; null when it is none.</summary>
    public static Uri? Address(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0 ? uri : null;

    private static IEnumerable<string> Problems(NotificationOptions options)
    {
        // What was given is not told: such an address is often a secret.
        if (options.Webhook is { } webhook && Address(webhook) is null)
            yield return $"{Key(nameof(options.Webhook))} cannot be an address; it must be one such as https://host/path, without a user name and a fragment.";
        if (options.LowChargePercent is < 0 or > MostPercent)
            yield return $"{Key(nameof(options.LowChargePercent))} is {options.LowChargePercent}; it must be between 1 and {MostPercent} %, or 0 for never.";
        if (options.UnseenHours is not (0 or (>= LeastHours and <= MostHours)))
            yield return FormattableString.Invariant($"{Key(nameof(options.UnseenHours))} is {options.UnseenHours}; it must be between {LeastHours} and {MostHours} h, or 0 for never.");
    }

    private static string Key(string key) => $"{NotificationOptions.Section}:{key}";
}
