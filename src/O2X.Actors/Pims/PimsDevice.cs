using System.Runtime.InteropServices;

namespace O2X.Actors;

/// <summary>What <c>pims.sdk.device</c> says of the device.</summary>
/// <param name="OS">Its operating system: <c>Linux</c>.</param>
/// <param name="OSVersion">Its version.</param>
/// <param name="Model">The model of the machine; <c>unknown</c> when it does not tell.</param>
/// <param name="Brand">Who made it; <c>unknown</c> when it does not tell.</param>
public sealed record PimsDevice(string OS, string OSVersion, string Model, string Brand)
{
    private const string Unknown = "unknown";

    /// <summary>What this machine tells of itself.</summary>
    public static PimsDevice OfThisMachine() => new(
        OperatingSystem.IsWindows() ? "Windows" : OperatingSystem.IsMacOS() ? "macOS" : OperatingSystem.IsAndroid() ? "Android" : OperatingSystem.IsIOS() ? "iOS" : OperatingSystem.IsLinux() ? "Linux" : RuntimeInformation.OSDescription,
        Environment.OSVersion.Version.ToString(),
        // Small computers tell their model in the device tree, others in the firmware's tables.
        FirstOf("/proc/device-tree/model", "/sys/class/dmi/id/product_name"),
        FirstOf("/sys/class/dmi/id/sys_vendor"));

    private static string FirstOf(params string[] files)
    {
        foreach (var file in files)
        {
            try
            {
                if (File.ReadAllText(file).Trim('\0', '\n', ' ') is { Length: > 0 } text) return text;
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // Not every machine has the file.
            }
        }

        return Unknown;
    }
}
