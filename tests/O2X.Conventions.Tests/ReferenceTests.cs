using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace O2X.Conventions.Tests;

/// <summary>Dependencies point inward: a room knows only rooms further in.</summary>
public class ReferenceTests
{
    /// <summary>How far out each room is. Rooms at the same distance don't know each other.</summary>
    private static readonly Dictionary<string, int> Distance = new()
    {
        ["O2X.Vehicles"] = 0,
        ["O2X.Links"] = 1,
        ["O2X.Links.BlueZ"] = 2,
        ["O2X.Links.Can"] = 2,
        ["O2X.Links.InTheHand"] = 2,
        ["O2X.Simulator"] = 2,
        ["O2X.Actors"] = 2,
        ["O2X.Actors.Hosting"] = 3,
        ["O2X.Gateway"] = 4,
        ["O2X.Fleet"] = 4,
        ["o2x"] = 5,
    };

    public static TheoryData<string> Rooms => [.. Repository.Products.Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Know_only_rooms_further_in(string room)
    {
        var outward = References(room).Where(Distance.ContainsKey).Where(other => Distance[other] >= Distance[room]);

        Assert.Empty(outward);
    }

    [Fact]
    public void Are_judged_by_the_project_file_where_a_room_is_built_on_request()
    {
        var room = Assert.Single(Repository.Projects, project => project.IsBuiltOnRequest);

        Assert.Equal("O2X.Links.InTheHand", room.Name);
        Assert.Equal(["O2X.Links"], room.References);
        Assert.True(Distance["O2X.Links"] < Distance[room.Name]);
        Assert.False(File.Exists(room.AssemblyPath));
    }

    [Theory]
    [InlineData("O2X.Vehicles")]
    [InlineData("O2X.Links")]
    public void Need_no_package_in_the_pure_rooms(string room)
    {
        var packages = References(room).Where(IsShippedBesideTheProgram).Where(other => !Distance.ContainsKey(other));

        Assert.Empty(packages);
    }

    [Fact]
    public void See_the_references_that_there_are()
    {
        Assert.Contains("O2X.Vehicles", References("O2X.Links"));
        Assert.Contains("Akka", References("O2X.Actors"));
        Assert.True(IsShippedBesideTheProgram("Akka"));
        Assert.False(IsShippedBesideTheProgram("System.Runtime"));
    }

    private static string[] References(string room)
    {
        var project = Repository.Products.Single(project => project.Name == room);
        using var image = new PEReader(File.OpenRead(project.AssemblyPath));
        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }

    /// <summary>What is not part of the framework lies beside the program.</summary>
    private static bool IsShippedBesideTheProgram(string assembly) =>
        File.Exists(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));
}
