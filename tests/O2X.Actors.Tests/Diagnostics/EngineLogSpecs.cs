using System.Reflection;
using System.Xml.Linq;
using Microsoft.Extensions.Logging;
using O2X.Actors.Diagnostics;
using O2X.Actors.Storage;
using O2X.Links;
using O2X.TestKit;

namespace O2X.Actors.Tests.Diagnostics;

/// <summary>What the engine logs: found again by number and name, and nobody's vehicle by name.</summary>
public sealed class EngineLogSpecs
{
    [Fact]
    public void Has_a_number_and_a_name_of_its_own_for_each_message()
    {
        var messages = Messages();

        Assert.NotEmpty(messages);
        Assert.Equal(messages.Count, messages.Select(message => message.EventId).Distinct().Count());
        Assert.Equal(messages.Count, messages.Select(message => message.EventName).Distinct().Count());
        Assert.DoesNotContain(messages, message => message.EventId <= 0 || string.IsNullOrEmpty(message.EventName));
    }

    [Fact]
    public void Has_each_message_in_its_table()
    {
        var documentation = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "O2X.Actors.xml"));
        var table = documentation.Descendants("member").Single(member => member.Attribute("name")!.Value == $"T:{typeof(EngineLog)}").Value;
        var rows = table.Split('\n').Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(row => row.Length > 2 && int.TryParse(row[0], out _))
            .Select(row => (row[0], row[1], row[2]));

        Assert.Equal(
            Messages().OrderBy(message => message.EventId).Select(message =>
                ($"{message.EventId}", message.EventName!, message.Level.ToString().ToUpperInvariant())),
            rows.Select(row => (row.Item1, row.Item2, row.Item3.ToUpperInvariant())));
    }

    [Fact]
    public async Task Never_names_the_vehicle_in_full()
    {
        var logger = new RecordingLogger();
        await using (var bench = new EngineBench(new EngineOptions { Store = new FullDisk(), Seed = 1 }, logger: logger))
        {
            await bench.Engine.SubscribeAsync(new SubscribeRequest { FirstTime = true, Vin = AmiBus.Vin });
            Assert.Contains("103 VehicleNotDurable", logger.Events);
        }

        await using (var bench = new EngineBench(logger: logger))
        {
            using var throwing = bench.Engine.Information.Subscribe(_ => throw new InvalidOperationException("observer"));
            var link = await bench.BecomeReadyAsync();
            link.End(new LinkFault(LinkLossReason.LinkLoss, $"lost {AmiBus.Vin.Full}", $"seek {AmiBus.Vin.Full}"));
            bench.Transport.Connect.Fail(LinkLossReason.Unknown, $"no {AmiBus.Vin.Full.ToLowerInvariant()} here");
            bench.Transport.Sight();
            for (var i = 0; i < 3; i++) bench.Crash("link/scanner");
            bench.Transport.Connect.Succeed();
            bench.Pass(75);
            bench.SightAndBecomeReady();
            bench.Transport.Close.Hangs = true;
            var reply = bench.Engine.UnsubscribeAsync();
            bench.Pass(5);
            await reply;
            bench.Transport.Recover();
        }

        string[] expected =
            ["100 LinkChanged", "101 LinkTroubled", "102 CloseTimedOut", "200 ActorCrashed", "201 ActorKeepsCrashing", "300 ObserverEnded"];
        Assert.Empty(expected.Except(logger.Events));
        Assert.Contains(logger.Texts, text => text.Contains(AmiBus.Vin.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain(logger.Texts, text => text.Contains(AmiBus.Vin.Full, StringComparison.OrdinalIgnoreCase));
    }

    private static List<LoggerMessageAttribute> Messages() =>
    [
        .. typeof(EngineLog).GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()).OfType<LoggerMessageAttribute>(),
    ];

    private sealed class RecordingLogger : ILogger
    {
        public HashSet<string> Events { get; } = [];

        /// <summary>The messages, and the values in them.</summary>
        public List<string> Texts { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Events.Add($"{eventId.Id} {eventId.Name}");
            Texts.Add(formatter(state, exception));
            if (exception is not null) Texts.Add(exception.ToString());
            if (state is IEnumerable<KeyValuePair<string, object?>> values) Texts.AddRange(values.Select(value => $"{value.Value}"));
        }
    }

    private sealed class FullDisk : IVehicleStore, IOpenVehicleStore
    {
        public StoredVehicle Content => StoredVehicle.Nothing;

        public StoredVehicle Read() => Content;

        public IOpenVehicleStore Open() => this;

        public void Dispose()
        {
        }

        public Task SaveAsync(StoredVehicle vehicle) => Task.FromException(new IOException("the disk is full"));
    }
}
