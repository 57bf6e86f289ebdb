namespace O2X.Actors;

/// <summary>Why a call failed, or what went wrong with a subscription that goes on.</summary>
/// <param name="Code">The SDK's code (<see cref="PimsErrors"/>).</param>
/// <param name="Label">Its text, with what stands in brackets filled in: <c>Missing vin parameter</c>.</param>
public sealed record PimsError(int Code, string Label)
{
    internal static PimsError Unknown { get; } = Of(2000);

    internal static PimsError NotInitialized { get; } = Of(2001);

    internal static PimsError NotSupported { get; } = Of(2002);

    internal static PimsError DuplicateCommand { get; } = Of(2005);

    internal static PimsError AlreadyInitialized { get; } = Of(2007);

    internal static PimsError VinNotSet { get; } = Filled(2010, "vin");

    internal static PimsError Timeout { get; } = Of(2201);

    internal static PimsError InvalidData { get; } = Of(2203);

    internal static PimsError ServiceStarted { get; } = Of(2339);

    internal static PimsError ClearFailed { get; } = Of(2343);

    internal static PimsError LogNotConfigured { get; } = Filled(2344, "Log");

    internal static PimsError NothingSaved { get; } = Of(2345);

    internal static PimsError NoSubscription { get; } = Of(2365);

    internal static PimsError NotLoaded(string component) => Filled(2003, component);

    internal static PimsError Missing(string parameter) => Filled(2101, parameter);

    internal static PimsError Invalid(string parameter) => Filled(2102, parameter);

    internal static PimsError PermissionNeeded(string permission) => Filled(2340, permission);

    internal static PimsError ActivationNeeded(string what) => Filled(2341, what);

    private static PimsError Of(int code) => new(code, PimsErrors.Find(code)!.Text);

    private static PimsError Filled(int code, string value)
    {
        var text = PimsErrors.Find(code)!.Text;
        return new PimsError(code, string.Concat(text.AsSpan(0, text.IndexOf('[')), value, text.AsSpan(text.IndexOf(']') + 1)));
    }
}
