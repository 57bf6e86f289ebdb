using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace O2X.Actors.Diagnostics;

/// <summary>The measurements of all engines of a process: the meter <see cref="Name"/> of <c>System.Diagnostics.Metrics</c>.</summary>
/// <remarks>
/// All instruments are observable: an engine keeps plain counts, and nothing is measured before a listener asks. An engine is there
/// from its start until it is disposed of or its actors stop. Each measurement has the tag <c>engine</c>, the engine's
/// <see cref="EngineOptions.Name"/>; where several bear the same, the others get a number after it. Counts are of the engine's life
/// and never fall. The words of the tags are those of the JSON: <c>waitingForAdapter</c>, <c>dataTimeout</c>.
/// <list type="table">
/// <listheader><term>instrument, unit, further tag</term><description>what it measures</description></listheader>
/// <item><term><c>o2x.packets</c>, {packet}</term><description>counter: packets that came to the decoder</description></item>
/// <item><term><c>o2x.packets.invalid</c>, {packet}, <c>kind</c> malformed or implausible</term>
/// <description>counter: those of them with a wrong length or checksum, or with a value that cannot be</description></item>
/// <item><term><c>o2x.packets.dropped</c>, {packet}</term><description>counter: packets that found no room before the decoder</description></item>
/// <item><term><c>o2x.packets.lost</c>, {packet}</term>
/// <description>counter: packets that were sent and never came, by their sequence numbers (open link only)</description></item>
/// <item><term><c>o2x.information.skipped</c>, {element}</term>
/// <description>counter: elements of <see cref="IO2XEngine.Information"/> that slow observers did not get</description></item>
/// <item><term><c>o2x.link.state</c>, {engine}, <c>state</c> a <see cref="LinkState"/></term>
/// <description>up-down counter: 1 for the state in which the link is, 0 for each other one; the sum over engines tells how many are in it
/// </description></item>
/// <item><term><c>o2x.link.losses</c>, {loss}, <c>reason</c> a <see cref="Links.LinkLossReason"/></term>
/// <description>counter: links that were ready and were lost; a reason is there once it has come</description></item>
/// <item><term><c>o2x.link.attempts</c>, {attempt}, <c>outcome</c> ready, failed, wrongVehicle or cancelled</term>
/// <description>counter: attempts at a link that are over</description></item>
/// <item><term><c>o2x.data.age</c>, s</term>
/// <description>gauge: how long ago the vehicle of the present or last subscription was heard, on the engine's clock; none before it was</description></item>
/// </list>
/// </remarks>
public static class EngineMeter
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "O2X";

    private static readonly ConcurrentDictionary<EngineBoard, MeteredEngine> _engines = new();
    private static readonly HashSet<string> _labels = [];


    // Made with the first engine, and there for as long as the process.
    static EngineMeter() => EngineInstruments.Create(new Meter(Name), _engines.Select(pair => pair.Value));

    /// <summary>From now on the engine is measured.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="number">Told with its name where that is another engine's already.</param>
    internal static void Add(EngineContext engine, int number)
    {
        var label = engine.Options.Name;
        lock (_labels)
        {
            if (!_labels.Add(label)) _labels.Add(label = $"{label}-{number}");
        }

        _engines[engine.Board] = new MeteredEngine(label, engine);
    }

    /// <summary>The engine is measured no more; nothing of it is kept.</summary>
    internal static void Remove(EngineContext engine)
    {
        if (!_engines.TryRemove(engine.Board, out var metered)) return;
        lock (_labels) _labels.Remove(metered.Label);
    }
}
