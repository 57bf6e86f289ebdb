using System.Text.Json;
using O2X.Actors;
using O2X.Vehicles;

namespace O2X.Gateway.Api;

// The shapes of JSON that is written elsewhere, for the OpenAPI document alone; tests hold them to what is written.

/// <summary>The SDK's object of a vehicle.</summary>
internal sealed record InformationDocument(
    string? Vin,
    AlertsDocument CurrentAlert,
    AlertsDocument PreviousAlert,
    DataDocument Data,
    DateTimeOffset ReceivedAt,
    VehicleStatus Status,
    bool? ReceivedAtUnsynchronised);

/// <summary>The SDK's alerts; one that is not known is false.</summary>
internal sealed record AlertsDocument(
    bool ParkingBrake,
    bool ClusterIssue,
    bool Stop,
    bool BatteryCharge,
    bool BrakeSystemProblem,
    bool Service,
    bool BatteryTemperature,
    bool TurtleMode);

/// <summary>The SDK's data of a vehicle.</summary>
internal sealed record DataDocument(
    QuantityDocument BatterySoc,
    SystemState SystemState,
    BatteryState BatteryState,
    QuantityDocument RemainingAutonomy,
    Selector Rnd,
    QuantityDocument ChargeDelay,
    ParkBrakeStatus ParkBrakeStatus,
    QuantityDocument TotalOdometer);

/// <summary>A number with its unit; null when it is not known.</summary>
internal sealed record QuantityDocument(string Unit, double? Value);

/// <summary>The state of the link, with the reason and what to do.</summary>
internal sealed record LinkDocument(
    LinkState State,
    DateTimeOffset At,
    string? Reason,
    string? Detail,
    string? Advice,
    string? Vin,
    bool Verified,
    bool Asleep,
    string? Address,
    int? Rssi,
    int FailedAttempts,
    long? NextAttemptInMs,
    InvalidDataDocument? InvalidData);

/// <summary>What became of the packets so far.</summary>
internal sealed record InvalidDataDocument(long Malformed, long Implausible, long Packets);

/// <summary>A status, event or report of the link.</summary>
/// <param name="Id">Its number, the <c>id</c> of the stream.</param>
/// <param name="Kind"><c>status</c>, <c>event</c> or <c>link</c>.</param>
/// <param name="At">When it happened.</param>
/// <param name="Value">The same object as the stream's <c>data</c>.</param>
internal sealed record EventDocument(long Id, string Kind, DateTimeOffset At, JsonElement Value);

/// <summary>A call of the SDK's facade.</summary>
/// <param name="Method"><c>get</c>, <c>set</c>, <c>subscribe</c> or <c>unsubscribe</c>.</param>
/// <param name="Api">The API's name, such as <c>pims.vehicle.informations</c>.</param>
/// <param name="Parameters">The SDK's parameters.</param>
internal sealed record PimsCallBody(string Method, string Api, JsonElement? Parameters);

/// <summary>The facade's answer.</summary>
/// <param name="TransactionId">Names the call.</param>
/// <param name="Status"><c>SUCCEEDED</c>.</param>
/// <param name="Result">The data, where the API has any.</param>
internal sealed record PimsMessageDocument(string TransactionId, string Status, JsonElement? Result);

/// <summary>A refusal (RFC 9457).</summary>
/// <param name="Type">What kind of problem it is.</param>
/// <param name="Title">The SDK's text.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What is wrong and what to do, for people.</param>
/// <param name="Code">The SDK's code.</param>
/// <param name="TraceId">Names the request.</param>
/// <param name="TransactionId">Names the call of the facade, where it was one.</param>
internal sealed record ProblemDocument(string? Type, string Title, int Status, string? Detail, int Code, string? TraceId, string? TransactionId);
