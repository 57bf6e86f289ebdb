namespace O2X.Gateway.Notifications;

/// <summary>Whom the gateway notifies, and of what.</summary>
internal sealed class NotificationOptions
{
    public const string Section = $"{GatewayOptions.Section}:Notifications";

    /// <summary>The address that is posted to; default (null): nobody is told.</summary>
    public string? Webhook { get; set; }
}
