using System.Text.Json.Nodes;

namespace O2X.Actors;

/// <summary>The calls of the component O2X that are one question or one order (sdk-reference 2.4 to 2.8).</summary>
internal static class VehicleCalls
{
    private const long LongestTimeout = 86_400_000;

    public static async Task<PimsAnswer> SetTimeoutAsync(PimsSession session, PimsCall call)
    {
        var parameters = call.Parameters;
        var scan = Timeout(parameters, "scan", least: 1);
        var looseConnection = Timeout(parameters, "looseConnection", least: 1);
        var changeStatus = Timeout(parameters, "changeStatus", least: 0);
        if (parameters.Error is { } wrong) return wrong;
        await session.Engine.SetTimeoutsAsync(scan, looseConnection, changeStatus).ConfigureAwait(false);
        return PimsAnswer.Done;
    }

    public static PimsAnswer GetTimeout(PimsSession session)
    {
        var timeouts = session.Engine.Timeouts;
        return PimsJson.Element(new JsonObject
        {
            ["scan"] = (long)timeouts.Scan.TotalMilliseconds,
            ["looseConnection"] = (long)timeouts.LooseConnection.TotalMilliseconds,
            ["changeStatus"] = (long)timeouts.ChangeStatus.TotalMilliseconds,
        });
    }

    public static PimsAnswer GetVin(PimsSession session) =>
        session.Engine.SubscribedVin is { } vin ? PimsJson.Element(new JsonObject { ["vin"] = vin.Full }) : PimsError.Unknown;

    public static PimsAnswer GetServices(PimsSession session, PimsCall call)
    {
        var names = call.Parameters.Words("services", ["o2x", "sendtonav", "tripsanddrive"]);
        if (call.Parameters.Error is { } wrong) return wrong;
        var services = names!.Distinct().Select(JsonNode (name) => new JsonObject
        {
            ["name"] = name,
            ["status"] = name != "o2x" ? "notLoaded" : session.IsStarted ? "started" : "stopped",
        });
        return PimsJson.Element(new JsonObject { ["services"] = new JsonArray([.. services]) });
    }

    public static async Task<PimsAnswer> ClearDataAsync(PimsSession session)
    {
        try
        {
            await session.Engine.ClearDataAsync().ConfigureAwait(false);
            return PimsAnswer.Done;
        }
        catch (IOException)
        {
            return PimsError.ClearFailed;
        }
    }

    /// <summary>Low logs everything but what is heard in the air; high that too.</summary>
    public static PimsAnswer SetConfiguration(PimsSession session, PimsCall call)
    {
        var monitoring = call.Parameters.Group("monitoring", isRequired: true);
        var level = monitoring.Word("loglevel", isRequired: true, ["low", "high"], ["logLevel"]);
        if (call.Parameters.Error is { } wrong) return wrong;
        session.Engine.LogsSightings = level == "high";
        return PimsAnswer.Done;
    }

    private static TimeSpan? Timeout(ParameterReader parameters, string name, long least)
    {
        parameters.RejectNull(name);
        return parameters.Integer(name, least, LongestTimeout) is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;
    }
}
