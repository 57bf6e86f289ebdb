namespace O2X.Gateway.Operation;

/// <summary>How the gateway is watched: bound to the configuration section <see cref="Section"/>, and checked at start.</summary>
internal sealed class OperationOptions
{
    public const string Section = $"{GatewayOptions.Section}:Operation";

    /// <summary>Whether <c>/metrics</c> tells measurements to Prometheus.</summary>
    public bool Metrics { get; set; } = true;

    /// <summary>
    /// The collector that measurements and traces are sent to by OTLP, such as <c>http://127.0.0.1:4317</c>; default (null): none.
    /// </summary>
    public string? Otlp { get; set; }

    /// <summary>How they are sent.</summary>
    public OtlpProtocol OtlpProtocol { get; set; }

    /// <summary>How log lines look.</summary>
    public LogFormat LogFormat { get; set; }
}

/// <summary>How log lines look.</summary>
internal enum LogFormat
{
    /// <summary>For people; below systemd with the priorities of its journal.</summary>
    Text,

    /// <summary>One JSON object a line, with the parts of each message by their names.</summary>
    Json,
}

/// <summary>The two forms of OTLP.</summary>
internal enum OtlpProtocol
{
    /// <summary>gRPC, port 4317 by custom.</summary>
    Grpc,

    /// <summary>HTTP with Protobuf, port 4318 by custom; the paths <c>/v1/metrics</c> and <c>/v1/traces</c> are added.</summary>
    Http,
}
