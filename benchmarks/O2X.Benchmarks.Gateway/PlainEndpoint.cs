using System.Collections.Concurrent;
using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace O2X.Benchmarks.Gateway;

/// <summary>What is measured against: ASP.NET's own server-sent events, a channel for each listener, an object of about the same size.</summary>
internal static class PlainEndpoint
{
    private static readonly ConcurrentDictionary<Channel<Information>, bool> _listeners = [];

    public static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/plain", (CancellationToken ended) => TypedResults.ServerSentEvents(ListenAsync(ended)));
        await app.StartAsync();
        return app;
    }

    public static void Tell(int charge)
    {
        var information = new Information(
            "VR1AB12C3D4567890",
            new Alerts(false, false, false, false, false, false, false, false),
            new Alerts(false, false, false, false, false, false, false, false),
            new Data(new("%", charge), "off", "stop", new("km", 35), "N", new("min", null), "Activated", new("km", 3482.8)),
            "2026-03-14T12:00:00Z",
            "driving");
        foreach (var listener in _listeners.Keys) listener.Writer.TryWrite(information);
    }

    private static async IAsyncEnumerable<SseItem<Information>> ListenAsync([EnumeratorCancellation] CancellationToken ended)
    {
        var channel = Channel.CreateBounded<Information>(new BoundedChannelOptions(1024) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        _listeners[channel] = true;
        try
        {
            var id = 0L;
            await foreach (var information in channel.Reader.ReadAllAsync(ended))
                yield return new SseItem<Information>(information, "information") { EventId = (++id).ToString(CultureInfo.InvariantCulture) };
        }
        finally
        {
            _listeners.TryRemove(channel, out _);
        }
    }

    private sealed record Information(string Vin, Alerts CurrentAlert, Alerts PreviousAlert, Data Data, string ReceivedAt, string Status);

    private sealed record Alerts(
        bool ParkingBrake, bool ClusterIssue, bool Stop, bool BatteryCharge, bool BrakeSystemProblem, bool Service, bool BatteryTemperature, bool TurtleMode);

    private sealed record Data(
        Quantity BatterySoc, string SystemState, string BatteryState, Quantity RemainingAutonomy, string Rnd, Quantity ChargeDelay, string ParkBrakeStatus, Quantity TotalOdometer);

    private sealed record Quantity(string Unit, double? Value);
}
