using System.Reflection;

namespace O2X.Gateway.Pages;

/// <summary>What the build wrote of the scripts and styles that there are to serve.</summary>
internal static class Manifest
{
    /// <summary>Its file, beside the program: the working directory may be any.</summary>
    public static string Path { get; } = System.IO.Path.Combine(
        AppContext.BaseDirectory, $"{Assembly.GetEntryAssembly()?.GetName().Name}.staticwebassets.endpoints.json");
}
