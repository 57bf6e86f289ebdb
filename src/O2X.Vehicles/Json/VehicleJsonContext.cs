using System.Text.Json;
using System.Text.Json.Serialization;

namespace O2X.Vehicles.Json;

[JsonSerializable(typeof(VehicleInformation))]
internal sealed partial class VehicleJsonContext : JsonSerializerContext
{
    private static readonly VehicleJsonContext Numbers = new(CreateOptions(QuantityForm.Number));
    private static readonly VehicleJsonContext Texts = new(CreateOptions(QuantityForm.Text));

    public static VehicleJsonContext For(QuantityForm form) => form == QuantityForm.Number ? Numbers : Texts;

    private static JsonSerializerOptions CreateOptions(QuantityForm form) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters =
        {
            new VinConverter(),
            new AlertSetConverter(),
            new QuantityConverter(form),
            new ReceivedAtConverter(),
            Names<VehicleStatus>(),
            Names<SystemState>(),
            Names<BatteryState>(),
            Names<Selector>(),
            Names<ParkBrakeStatus>(),
        },
    };

    private static JsonStringEnumConverter<T> Names<T>()
        where T : struct, Enum => new(allowIntegerValues: false);
}
