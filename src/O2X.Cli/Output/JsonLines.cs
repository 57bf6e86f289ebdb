using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using O2X.Actors;
using O2X.Simulator.Scenarios;
using O2X.Vehicles;
using O2X.Vehicles.Json;

namespace O2X.Cli.Output;

/// <summary>One JSON object a line: <c>{"stream":"information|status|event|link|scenario","value":{…}}</c>.</summary>
internal sealed class JsonLines : IOutput
{
    private const int HeldBack = 64 * 1024;

    private readonly Stream _stream;
    private readonly bool _flushEachLine;
    private readonly ArrayBufferWriter<byte> _lines = new(HeldBack + 4096);
    private readonly Utf8JsonWriter _json;
    private readonly Refreshes _refreshes = new();

    /// <summary>Makes the output.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="flushEachLine">Whether each line is on its way at once, as somebody who watches needs it, or in large pieces.</param>
    public JsonLines(Stream stream, bool flushEachLine)
    {
        _stream = stream;
        _flushEachLine = flushEachLine;
        _json = new Utf8JsonWriter(_lines, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    public void Information(in VehicleSnapshot snapshot)
    {
        if (_refreshes.Has(in snapshot)) Vehicle("information", in snapshot);
    }

    public void Status(in VehicleSnapshot snapshot) => Vehicle("status", in snapshot);

    public void Event(VehicleEvent happened)
    {
        Begin("event");
        EngineJson.WriteTo(_json, happened);
        End();
    }

    public void Link(LinkReport report)
    {
        Begin("link");
        EngineJson.WriteTo(_json, report);
        End();
    }

    public void Scenario(DateTimeOffset at, ScenarioMoment moment)
    {
        Begin("scenario");
        _json.WriteStartObject();
        _json.WriteString("at", Wording.Milliseconds(at));
        _json.WriteNumber("secondsPlayed", (long)moment.At.TotalMilliseconds / 1000m);
        _json.WriteString("text", moment.Text);
        _json.WriteString("note", moment.Note);
        _json.WriteEndObject();
        End();
    }

    public ValueTask DisposeAsync()
    {
        Flush();
        return ValueTask.CompletedTask;
    }

    private void Vehicle(string stream, in VehicleSnapshot snapshot)
    {
        Begin(stream);
        VehicleJson.WriteTo(_json, snapshot.ToInformation());
        End();
    }

    private void Begin(string stream)
    {
        _json.WriteStartObject();
        _json.WriteString("stream", stream);
        _json.WritePropertyName("value");
    }

    private void End()
    {
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        _lines.Write("\n"u8);
        if (_flushEachLine || _lines.WrittenCount >= HeldBack) Flush();
    }

    private void Flush()
    {
        if (_lines.WrittenCount == 0) return;
        try
        {
            _stream.Write(_lines.WrittenSpan);
            _stream.Flush();
        }
        finally
        {
            // What could not be written will not be written later: the buffer never grows.
            _lines.ResetWrittenCount();
        }
    }
}
