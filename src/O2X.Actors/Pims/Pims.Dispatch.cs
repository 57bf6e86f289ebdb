namespace O2X.Actors;

// From the name of a call to what carries it out.
public sealed partial class Pims
{
    private async Task<PimsAnswer> CarryOutAsync(PimsApi api, PimsCall call) => (api.Method, api.Name) switch
    {
        (PimsMethod.Subscribe, PimsApis.Informations) => await InformationsCalls.SubscribeAsync(_session, call).ConfigureAwait(false),
        (PimsMethod.Unsubscribe, PimsApis.Informations) => await InformationsCalls.UnsubscribeAsync(_session).ConfigureAwait(false),
        (PimsMethod.Get, PimsApis.Informations) => InformationsCalls.Get(_session, call),
        (PimsMethod.Subscribe, PimsApis.Event) => EventCalls.Subscribe(_session, call),
        (PimsMethod.Unsubscribe, PimsApis.Event) => EventCalls.Unsubscribe(_session),
        (PimsMethod.Get, PimsApis.Vin) => VehicleCalls.GetVin(_session),
        (PimsMethod.Get, PimsApis.Services) => VehicleCalls.GetServices(_session, call),
        (PimsMethod.Get, PimsApis.Timeout) => VehicleCalls.GetTimeout(_session),
        (PimsMethod.Set, PimsApis.Timeout) => await VehicleCalls.SetTimeoutAsync(_session, call).ConfigureAwait(false),
        (PimsMethod.Set, PimsApis.ClearData) => await VehicleCalls.ClearDataAsync(_session).ConfigureAwait(false),
        (PimsMethod.Set, PimsApis.Configuration) => VehicleCalls.SetConfiguration(_session, call),
        (PimsMethod.Get, PimsApis.SdkDevice) => SdkCalls.GetDevice(_session),
        (PimsMethod.Get, PimsApis.SdkLog) => SdkCalls.GetLog(_session),
        (PimsMethod.Get, PimsApis.SdkLogs) => SdkCalls.GetLogs(_session),
        (PimsMethod.Get, PimsApis.SdkVersion) => SdkCalls.GetVersion(),
        (PimsMethod.Set, PimsApis.SdkConfiguration) => SdkCalls.Configure(_session, call),
        _ => throw new InvalidOperationException($"Nothing carries out {api.Method} {api.Name}."),
    };

    private PimsAnswer Initialize(PimsCall call)
    {
        if (_session.IsInitialized) return PimsError.AlreadyInitialized;
        var answer = SdkCalls.Configure(_session, call);
        _session.IsInitialized = answer.Error is null;
        return answer;
    }

    private async Task<PimsAnswer> ReleaseAsync()
    {
        if (!_session.IsInitialized) return PimsError.NotInitialized;
        _session.IsInitialized = false;
        EventCalls.Unsubscribe(_session);
        await InformationsCalls.UnsubscribeAsync(_session).ConfigureAwait(false);
        return PimsAnswer.Done;
    }
}
