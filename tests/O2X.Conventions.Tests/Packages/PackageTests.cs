using System.IO.Compression;

namespace O2X.Conventions.Tests.Packages;

/// <summary>The packages hold what their users need.</summary>
[Collection(nameof(PackedSolution))]
public class PackageTests(PackedSolution packed)
{
    public static TheoryData<string> Libraries => [.. Repository.Libraries.Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Hold_the_library_its_documentation_and_the_readme(string library)
    {
        string[] expected = [$"lib/net10.0/{library}.dll", $"lib/net10.0/{library}.xml", "README.md"];

        Assert.Superset(expected.ToHashSet(), Entries(packed.FileOf(library)));
        Assert.Contains($"lib/net10.0/{library}.pdb", Entries(packed.FileOf(library, ".snupkg")));
    }

    [Fact]
    public void Hold_the_description_of_the_open_link() => Assert.Contains("OpenLink/PROFILE.md", Entries(packed.FileOf("O2X.Vehicles")));

    [Fact]
    public void Are_all_there_and_no_others()
    {
        var expected = Repository.Products.Select(project => packed.FileOf(project.PackageId));

        Assert.Equal(expected.Order(StringComparer.Ordinal), Directory.GetFiles(packed.Packages, "*.nupkg").Order(StringComparer.Ordinal));
    }

    private static HashSet<string> Entries(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }
}
