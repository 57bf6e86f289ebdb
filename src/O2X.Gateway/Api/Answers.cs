using O2X.Vehicles;

namespace O2X.Gateway.Api;

/// <summary>How a vehicle is named.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Alias">Its alias.</param>
internal sealed record VehicleName(string Id, string Alias);

/// <summary>A vehicle's VIN.</summary>
internal sealed record VinAnswer(string Vin);

/// <summary>The SDK's services.</summary>
internal sealed record ServicesAnswer(IReadOnlyList<ServiceAnswer> Services);

/// <summary>One of the SDK's services.</summary>
/// <param name="Name"><c>o2x</c>, <c>sendtonav</c> or <c>tripsanddrive</c>.</param>
/// <param name="Status"><c>started</c> or <c>stopped</c>; <c>notLoaded</c> for what is none of this gateway's.</param>
internal sealed record ServiceAnswer(string Name, string Status);

/// <summary>The three timeouts, in ms.</summary>
internal sealed record TimeoutsAnswer(long Scan, long LooseConnection, long ChangeStatus);

/// <summary>Timeouts to set, in ms; what is left out is kept.</summary>
/// <param name="Scan">How long a new vehicle is sought; 1 to 86400000.</param>
/// <param name="LooseConnection">How long a link may stand without data; 1 to 86400000.</param>
/// <param name="ChangeStatus">How long a status must hold before it is told; 0 to 86400000.</param>
internal sealed record TimeoutsBody(long? Scan, long? LooseConnection, long? ChangeStatus);

/// <summary>What the gateway has subscribed to.</summary>
/// <param name="Vin">The vehicle; null while the source has not told it.</param>
/// <param name="FirstTime">Whether a new vehicle was sought.</param>
/// <param name="Reception"><c>information</c> or <c>status</c>.</param>
/// <param name="Source">Where it is heard.</param>
/// <param name="ByItself">Whether the gateway subscribed by itself, at start.</param>
/// <param name="Link">The state of the link.</param>
internal sealed record SubscriptionAnswer(string? Vin, bool FirstTime, string Reception, string Source, bool ByItself, string Link);

/// <summary>A vehicle to subscribe to.</summary>
/// <param name="Vin">The vehicle; left out: the remembered one, or the one that the source itself tells.</param>
/// <param name="FirstTime">Whether a new vehicle is taken; default false: the remembered one.</param>
/// <param name="Reception"><c>information</c> (default) or <c>status</c>.</param>
/// <param name="Source">The source, by name; left out: the one that there is.</param>
internal sealed record SubscriptionBody(string? Vin, bool? FirstTime, string? Reception, string? Source);

/// <summary>A value of the vehicle.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">A number, a word, true or false; null when it is not known.</param>
/// <param name="Unit">Its unit; null where it has none.</param>
/// <param name="Text">The value for people; null when it is not known.</param>
/// <param name="Quality">Whether it is live, stale or unknown.</param>
/// <param name="AgeMs">How old it is; null when it is not known or does not age.</param>
internal sealed record ValueAnswer(string Name, object? Value, string? Unit, string? Text, Quality Quality, long? AgeMs);

/// <summary>All values of the vehicle at one moment.</summary>
/// <param name="At">The moment.</param>
/// <param name="Values">The values, each with its age and quality.</param>
internal sealed record ValuesAnswer(DateTimeOffset At, IReadOnlyList<ValueAnswer> Values);

/// <summary>A part of a long answer, newest first.</summary>
/// <param name="Items">The items.</param>
/// <param name="Next">What <c>before</c> is for the next part; null: there is none.</param>
internal sealed record PageAnswer<T>(IReadOnlyList<T> Items, long? Next);
