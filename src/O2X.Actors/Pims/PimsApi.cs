namespace O2X.Actors;

/// <summary>An API of the SDK that this facade answers.</summary>
/// <param name="Method">The method that it is called by.</param>
/// <param name="Name">Its name: <c>pims.vehicle.vin</c>.</param>
/// <param name="Component">The SDK's component: <c>O2X</c> or <c>SDK</c>.</param>
/// <param name="Errors">The codes that it may give, beside 2000 for what must not happen.</param>
public sealed record PimsApi(PimsMethod Method, string Name, string Component, IReadOnlyList<int> Errors);

/// <summary>The SDK's methods that are called with the name of an API.</summary>
public enum PimsMethod
{
    /// <summary><c>get</c>: one answer.</summary>
    Get,

    /// <summary><c>set</c>: one answer.</summary>
    Set,

    /// <summary><c>subscribe</c>: one answer, then an event after the other.</summary>
    Subscribe,

    /// <summary><c>unsubscribe</c>: one answer.</summary>
    Unsubscribe,
}
