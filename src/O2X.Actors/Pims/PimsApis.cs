using System.Diagnostics.CodeAnalysis;

namespace O2X.Actors;

/// <summary>The APIs that the SDK has: those that this facade answers, and which component the others belong to.</summary>
public static class PimsApis
{
    internal const string Informations = "pims.vehicle.informations";
    internal const string Event = "pims.vehicle.event";
    internal const string Timeout = "pims.vehicle.timeout";
    internal const string Vin = "pims.vehicle.vin";
    internal const string Services = "pims.vehicle.services";
    internal const string ClearData = "pims.vehicle.cleardata";
    internal const string Configuration = "pims.vehicle.configuration";
    internal const string SdkDevice = "pims.sdk.device";
    internal const string SdkLog = "pims.sdk.log";
    internal const string SdkLogs = "pims.sdk.logs";
    internal const string SdkVersion = "pims.sdk.version";
    internal const string SdkConfiguration = "pims.sdk.configuration";

    private const string Suffix = "-O2X";

    // SDK 2.3, _data/mobile-sdk-v2-3.yml: the component tag of every API that neither O2X nor SDK has.
    private static readonly Dictionary<string, string> _others = new()
    {
        ["pims.authentication.account"] = "BasicAuthentication",
        ["pims.authentication.enrollment"] = "StrongAuthentication",
        ["pims.authentication.key"] = "FCABasicAuthentication",
        ["pims.authentication.otp"] = "StrongAuthentication",
        ["pims.authentication.pincode"] = "StrongAuthentication",
        ["pims.authentication.session"] = "FCAStrongAuthentication",
        ["pims.authentication.smscode"] = "StrongAuthentication",
        ["pims.authentication.token"] = "BasicAuthentication",
        ["pims.authentication.trustedphonenumber"] = "StrongAuthentication",
        ["pims.authentication.user"] = "BasicAuthentication",
        ["pims.sdk.event"] = "PushNotification",
        ["pims.sdk.notification"] = "PushNotification",
        ["pims.sdk.token"] = "PushNotification",
        ["pims.subscription.services"] = "UserVehicleSteps",
        ["pims.subscription.step"] = "UserVehicleSteps",
        ["pims.subscription.steps"] = "UserVehicleSteps",
        ["pims.subscription.vehicle"] = "UserInformation",
        ["pims.vehicle.carkey"] = "Carkey",
        ["pims.vehicle.command"] = "LongRangeRemoteRemote",
        ["pims.vehicle.connection"] = "BTConnectivity",
        ["pims.vehicle.coordinate"] = "SendToNav",
        ["pims.vehicle.destination"] = "SendToNav",
        ["pims.vehicle.destinations"] = "SendToNav",
        ["pims.vehicle.device"] = "SendToNav",
        ["pims.vehicle.media"] = "Media",
        ["pims.vehicle.price"] = "TripNDrive",
        ["pims.vehicle.privacy"] = "BTConnectivity",
        ["pims.vehicle.service"] = "BTConnectivity",
        ["pims.vehicle.settings"] = "Media",
        ["pims.vehicle.signal"] = "LongRangeRemoteRemote",
        ["pims.vehicle.statistics"] = "TripNDrive",
        ["pims.vehicle.trip"] = "TripNDrive",
        ["pims.vehicle.trips"] = "TripNDrive",
        ["pims.vehicle.vins"] = "TripNDrive",
    };

    /// <summary>What this facade answers, with the codes of the documentation and those of decisions.md.</summary>
    public static IReadOnlyList<PimsApi> All { get; } =
    [
        new(PimsMethod.Subscribe, Informations, "O2X", [2001, 2005, 2010, 2101, 2102, 2201, 2203, 2339, 2340, 2341]),
        new(PimsMethod.Unsubscribe, Informations, "O2X", [2001, 2365]),
        new(PimsMethod.Get, Informations, "O2X", [2001, 2101, 2102, 2345]),
        new(PimsMethod.Subscribe, Event, "O2X", [2001, 2005, 2101, 2102, 2365]),
        new(PimsMethod.Unsubscribe, Event, "O2X", [2001, 2365]),
        new(PimsMethod.Set, Timeout, "O2X", [2001, 2102]),
        new(PimsMethod.Get, Timeout, "O2X", [2001]),
        new(PimsMethod.Get, Vin, "O2X", [2000, 2001]),
        new(PimsMethod.Get, Services, "O2X", [2001, 2101, 2102]),
        new(PimsMethod.Set, ClearData, "O2X", [2001, 2343]),
        new(PimsMethod.Set, Configuration, "O2X", [2001, 2101, 2102]),
        new(PimsMethod.Get, SdkDevice, "SDK", [2001]),
        new(PimsMethod.Get, SdkLog, "SDK", [2001, 2344]),
        new(PimsMethod.Get, SdkLogs, "SDK", [2001, 2344]),
        new(PimsMethod.Get, SdkVersion, "SDK", [2001]),
        new(PimsMethod.Set, SdkConfiguration, "SDK", [2001, 2101, 2102]),
    ];

    /// <summary>Finds the API of a call, also by the name that the documentation's page titles use (decisions.md D7, D12).</summary>
    /// <returns>Whether there is one; otherwise <paramref name="error"/> is 2003 for another component's, 2002 for none.</returns>
    internal static bool TryFind(
        PimsMethod method, string? name, [NotNullWhen(true)] out PimsApi? api, [NotNullWhen(false)] out PimsError? error)
    {
        var plain = WithoutSuffix(name);
        api = All.FirstOrDefault(known => known.Method == method && known.Name == plain);
        error = api is not null ? null
            : plain is not null && _others.TryGetValue(plain, out var component) ? PimsError.NotLoaded(component)
            : PimsError.NotSupported;
        return api is not null;
    }

    private static string? WithoutSuffix(string? name) =>
        name is not null && name.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) && name[..^Suffix.Length] is Informations or Event or Vin
            ? name[..^Suffix.Length]
            : name;
}
