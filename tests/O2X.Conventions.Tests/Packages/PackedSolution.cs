using System.Reflection;

namespace O2X.Conventions.Tests.Packages;

/// <summary>The packages of this build in a folder of their own, and an empty place beside it for those who use them.</summary>
[CollectionDefinition(nameof(PackedSolution))]
public sealed class PackedSolution : IAsyncLifetime, ICollectionFixture<PackedSolution>
{
    private static readonly string Configuration =
        typeof(PackedSolution).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private readonly DirectoryInfo _place = Directory.CreateTempSubdirectory("o2x-packages-");

    /// <summary>Where the packages are.</summary>
    internal string Packages => _place.CreateSubdirectory("packages").FullName;

    /// <summary>Where the packages' users work; a NuGet.config above it names the packages.</summary>
    internal string Workplace => _place.CreateSubdirectory("work").FullName;

    /// <summary>Where a restore unpacks to: not where other work's packages of the same version lie.</summary>
    internal string Cache => Path.Combine(_place.FullName, "cache");

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await DotNet.RunAsync(Repository.Root, "pack", "O2X.Actors.sln", "--no-build", "-c", Configuration, "-o", Packages);
        var restored = await DotNet.RunAsync(Repository.Root, "nuget", "locals", "global-packages", "--list");
        var shared = restored[(restored.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        await File.WriteAllTextAsync(Path.Combine(_place.FullName, "NuGet.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Cache}" /></config>
              <packageSources><add key="packed" value="{Packages}" /></packageSources>
              <fallbackPackageFolders><add key="shared" value="{shared}" /></fallbackPackageFolders>
            </configuration>
            """);
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        _place.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>The file of a package, whose version is the solution's.</summary>
    internal string FileOf(string packageId, string extension = ".nupkg") => Path.Combine(Packages, $"{packageId}.{Version}{extension}");

    /// <summary>The version of this build.</summary>
    internal static string Version { get; } = typeof(Vehicles.Vin).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
