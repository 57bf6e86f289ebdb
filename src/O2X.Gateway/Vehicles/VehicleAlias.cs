namespace O2X.Gateway.Vehicles;

/// <summary>What people call a vehicle in paths, topics and labels: 1 to 32 characters of a-z, 0-9 and -, with a letter first.</summary>
internal static class VehicleAlias
{
    public const string Default = "car";

    public const int Longest = 32;

    /// <summary>Whether a text can be an alias. What looks like a VIN or an id cannot.</summary>
    public static bool IsAlias(string? text) =>
        text is { Length: > 0 and <= Longest } && char.IsAsciiLetterLower(text[0])
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && !O2X.Vehicles.Vin.TryParse(text, out _) && !VehicleId.TryParse(text, out _);

    /// <summary>A free alias that begins like another one: <c>car</c>, then <c>car-2</c>.</summary>
    public static string Free(string wanted, Func<string, bool> isTaken)
    {
        var alias = wanted;
        for (var number = 2; isTaken(alias); number++) alias = $"{wanted}-{number}";
        return alias;
    }
}
