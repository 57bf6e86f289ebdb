namespace O2X.Gateway.Notifications;

/// <summary>Whom the gateway notifies, and of what: bound to <c>O2X:Gateway:Notifications</c>, and checked when it starts.</summary>
internal sealed class NotificationOptions
{
    public const string Section = $"{GatewayOptions.Section}:Notifications";

    /// <summary>The address that is posted to; default (null): nobody is told.</summary>
    public string? Webhook { get; set; }

    /// <summary>Told when the charge is below, %; 1 to 95, or 0 for never.</summary>
    public int LowChargePercent { get; set; } = 20;

    /// <summary>Told when the vehicle was not heard for so long, h; 0.1 to 8760, or 0 for never.</summary>
    public double UnseenHours { get; set; } = 24;

    /// <summary>Whether it is told that charging has ended, or failed.</summary>
    public bool ChargeEnd { get; set; } = true;

    /// <summary>Whether it is told that the vehicle cannot charge because its park brake is off.</summary>
    public bool CantCharge { get; set; } = true;
}
