using System.Diagnostics.Metrics;
using System.Globalization;
using O2X.Actors.Diagnostics;

namespace O2X.TestKit;

/// <summary>What the engines' meter says of one engine, as <c>instrument tag</c> → value.</summary>
public sealed class MeterReading : Dictionary<string, double>
{
    private MeterReading()
    {
    }

    public static MeterReading Of(string engine)
    {
        var reading = new MeterReading();
        using var listener = Listen((_, name, value, label, tag) =>
        {
            if (label == engine) reading.Add(tag is null ? name : $"{name} {tag}", value);
        });
        return reading;
    }

    /// <summary>The engines that are measured.</summary>
    public static IReadOnlyCollection<string> Engines()
    {
        var engines = new HashSet<string>();
        using var listener = Listen((_, _, _, label, _) => engines.Add(label));
        return engines;
    }

    /// <summary>Each instrument with its kind and unit.</summary>
    public static IReadOnlyCollection<string> Instruments()
    {
        var instruments = new HashSet<string>();
        using var listener = Listen((instrument, name, _, _, _) =>
            instruments.Add($"{instrument.GetType().Name.Split('`')[0]} {name} {instrument.Unit}"));
        return instruments;
    }

    private static MeterListener Listen(Action<Instrument, string, double, string, string?> seen)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == EngineMeter.Name) listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => See(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => See(instrument, value, tags));
        listener.Start();
        listener.RecordObservableInstruments();
        return listener;

        void See(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var engine = Convert.ToString(tags[0].Value, CultureInfo.InvariantCulture)!;
            seen(instrument, instrument.Name, value, engine, tags.Length > 1 ? $"{tags[1].Key}={tags[1].Value}" : null);
        }
    }
}
