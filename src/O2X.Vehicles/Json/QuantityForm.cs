namespace O2X.Vehicles.Json;

/// <summary>How the numbers of quantities are written (decisions.md D22).</summary>
public enum QuantityForm
{
    /// <summary>As numbers, like the SDK's samples: <c>{ "unit": "%", "value": 42 }</c>.</summary>
    Number,

    /// <summary>As strings in the invariant culture, like the SDK's reference: <c>{ "unit": "%", "value": "42" }</c>.</summary>
    Text,
}
