using System.Reflection;
using System.Text.Json.Nodes;

namespace O2X.Actors;

/// <summary>The calls of the component SDK (sdk-reference 1.3, 1.7).</summary>
internal static class SdkCalls
{
    private static readonly string _version =
        typeof(SdkCalls).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static PimsAnswer GetDevice(PimsSession session)
    {
        var device = session.Options.Device ?? PimsDevice.OfThisMachine();
        return PimsJson.Element(new JsonObject
        {
            ["OS"] = device.OS,
            ["OSVersion"] = device.OSVersion,
            ["PhoneModel"] = device.Model,
            ["PhoneBrand"] = device.Brand,
        });
    }

    public static PimsAnswer GetLog(PimsSession session) => session.Options.LogFiles?.Files is [.., var newest]
        ? PimsJson.Element(new JsonObject { ["logPath"] = newest })
        : PimsError.LogNotConfigured;

    public static PimsAnswer GetLogs(PimsSession session) => session.Options.LogFiles?.Files is { } files
        ? PimsJson.Element(new JsonObject { ["logPaths"] = new JsonArray([.. files.Select(JsonNode (file) => file)]) })
        : PimsError.LogNotConfigured;

    public static PimsAnswer GetVersion() => PimsJson.Element(new JsonObject { ["versionCore"] = _version, ["versionFacade"] = _version });

    /// <summary>Checks what <c>initialize</c> and <c>pims.sdk.configuration</c> are given, and takes what concerns the log.</summary>
    public static PimsAnswer Configure(PimsSession session, PimsCall call)
    {
        var parameters = call.Parameters;
        parameters.Word("environnement", isRequired: false, ["Production", "Preproduction", "development"]);
        parameters.Word("mode", isRequired: false, ["B2C", "B2B"]);
        var log = LogSettings(parameters.Group("monitoring", isRequired: false));
        var credential = parameters.Group("credential", isRequired: false);
        foreach (var name in (string[])["clientID", "clientId", "clientSecret", "macID", "inWeboURL", "webviewsRedirectURI", "loginRedirectURI"])
            credential.Text(name);
        parameters.Group("profile", isRequired: false)
            .Word("brand", isRequired: false, ["Peugeot", "Citroen", "Ds", "Opel", "Vauxhall"], comparison: StringComparison.OrdinalIgnoreCase);
        if (parameters.Error is { } wrong) return wrong;
        if (log != new PimsLogSettings()) session.Options.LogFiles?.Configure(log);
        return PimsAnswer.Done;
    }

    private static PimsLogSettings LogSettings(ParameterReader monitoring)
    {
        var level = monitoring.Word("logLevel", isRequired: false, ["none", "low", "medium", "high"], ["loglevel"]);
        var newFile = monitoring.Word("newLogFile", isRequired: false, ["appLaunch", "day", "duration"]);
        var minutes = monitoring.Integer("newLogTimeDuration", 5, 1440, isRequired: newFile == "duration");
        return new PimsLogSettings
        {
            Level = level is null ? null : Enum.Parse<PimsLogLevel>(level, ignoreCase: true),
            NewFile = newFile is null ? null : Enum.Parse<PimsNewLogFile>(newFile, ignoreCase: true),
            Duration = minutes is { } count ? TimeSpan.FromMinutes(count) : null,
        };
    }
}
