using O2X.Actors;
using O2X.Vehicles;

namespace O2X.Gateway.Vehicles;

/// <summary>The wish to subscribe to a vehicle.</summary>
internal sealed record SubscribeCommand
{
    /// <summary>The vehicle; null: the remembered one, or the one that the source itself tells.</summary>
    public Vin? Vin { get; init; }

    /// <summary>Whether a new vehicle is taken instead of the remembered one.</summary>
    public bool FirstTime { get; init; }

    public Reception Reception { get; init; } = Reception.Information;

    /// <summary>One of the sources that the gateway was started with, by name; null: the one that there is.</summary>
    public string? Source { get; init; }

    /// <summary>Whether the gateway subscribes by itself, and not somebody through it.</summary>
    public bool IsOwn { get; init; }
}
