using System.Text.RegularExpressions;

namespace O2X.Conventions.Tests.Packages;

/// <summary>The packages work where nothing else of this tree is.</summary>
[Collection(nameof(PackedSolution))]
public partial class PackageUserTests(PackedSolution packed)
{
    [Fact]
    public async Task Give_the_command_as_a_tool()
    {
        var command = Repository.Products.Single(project => project.IsCommand);
        var tools = Path.Combine(packed.Workplace, "tools");

        await DotNet.RunAsync(packed.Workplace, "tool", "install", command.PackageId, "--version", PackedSolution.Version, "--tool-path", tools);
        var version = await DotNet.RunAsync(packed.Workplace, Path.Combine(tools, command.Name), ["--version"]);

        Assert.Equal(PackedSolution.Version, version.Trim().Split('+')[0]);
    }

    [Fact]
    public async Task Run_the_readmes_program_in_a_new_project()
    {
        var project = Directory.CreateDirectory(Path.Combine(packed.Workplace, "Fleet")).FullName;
        await File.WriteAllTextAsync(Path.Combine(project, "Program.cs"), Readme.Program);
        await File.WriteAllTextAsync(Path.Combine(project, "Fleet.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="O2X.Actors" Version="{PackedSolution.Version}" />
                <PackageReference Include="O2X.Simulator" Version="{PackedSolution.Version}" />
              </ItemGroup>
            </Project>
            """);

        await DotNet.RunAsync(project, "build", "-o", "out", "-v", "quiet");
        var (lines, exitCode) = await DotNet.RunUntilAsync(project, Path.Combine(project, "out", "Fleet"), lines: 3);

        Assert.True(Directory.Exists(Path.Combine(packed.Cache, "o2x.actors", PackedSolution.Version)), "The packages came from elsewhere.");
        Assert.Contains(lines, line => Information().IsMatch(line));
        Assert.Equal(0, exitCode);
    }

    /// <summary>What the README's program prints of a car whose values are known.</summary>
    [GeneratedRegex(@"^\d+ %, \d+\.\d km, \d+ km/h$")]
    private static partial Regex Information();
}
