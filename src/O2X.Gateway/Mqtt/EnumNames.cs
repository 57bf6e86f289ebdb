using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace O2X.Gateway.Mqtt;

/// <summary>The names of an enum's values as the SDK spells them.</summary>
internal static class EnumNames<T>
    where T : struct, Enum
{
    private static readonly Dictionary<T, string> _names = Enum.GetValues<T>().ToDictionary(value => value, value =>
        typeof(T).GetField(value.ToString())!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
        ?? JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));

    public static IEnumerable<string> All => _names.Values;

    public static string Of(T value) => _names.TryGetValue(value, out var name) ? name : value.ToString();
}
