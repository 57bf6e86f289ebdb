namespace O2X.Gateway.Mqtt;

/// <summary>The password for the broker.</summary>
internal static class MqttPassword
{
    /// <summary>The password of a configuration, read anew each time; null: none.</summary>
    public static string? Of(MqttOptions options) => options.PasswordFile is { } file ? Read(file) : options.Password;

    /// <summary>The first line of a file; null when it cannot be read or is empty.</summary>
    public static string? Read(string file)
    {
        try
        {
            return File.ReadLines(file).FirstOrDefault() is { Length: > 0 } password ? password : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
