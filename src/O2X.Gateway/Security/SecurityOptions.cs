namespace O2X.Gateway.Security;

/// <summary>Who may come in, and how often: bound to the configuration section <see cref="Section"/>, and checked at start.</summary>
internal sealed class SecurityOptions
{
    public const string Section = $"{GatewayOptions.Section}:Security";

    /// <summary>
    /// Names under which the gateway may be asked beside those of this machine, separated by <c>;</c>, such as <c>car.example.org</c>;
    /// default (null): none. A name here means that others reach it: a key is needed.
    /// </summary>
    public string? AllowedHosts { get; set; }

    /// <summary>The most wrong keys a minute from one address; ten times as many from all together; 1 to 1000.</summary>
    public int SignInsPerMinute { get; set; } = 5;

    /// <summary>The most writes a minute from one address; 1 to 1,000,000.</summary>
    public int WritesPerMinute { get; set; } = 600;

    /// <summary>How long a page stays signed in without being looked at; a minute to a year.</summary>
    public TimeSpan SignedInFor { get; set; } = TimeSpan.FromDays(14);

    /// <summary>The names of <see cref="AllowedHosts"/>.</summary>
    public IEnumerable<string> HostNames() =>
        (AllowedHosts ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
