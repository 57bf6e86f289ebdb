using Microsoft.Extensions.Logging.Abstractions;
using O2X.Gateway.Vehicles;
using O2X.TestKit;

namespace O2X.Gateway.Tests.Vehicles;

public sealed class VehicleDirectoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Names_a_vehicle_before_its_vin_is_known()
    {
        var vehicle = Open().Current;

        Assert.Matches("^[a-z2-7]{12}$", vehicle.Id.ToString());
        Assert.Equal(("car", null), (vehicle.Alias, vehicle.Vin));
    }

    [Fact]
    public void Keeps_the_names_over_a_restart()
    {
        var before = Open().Settle(AmiBus.Vin);

        Assert.Equal(before, Open().Current);
    }

    [Fact]
    public void Gives_another_vehicle_names_of_its_own_and_knows_the_first_again()
    {
        var directory = Open();
        var first = directory.Settle(AmiBus.Vin);
        var second = directory.Settle(AmiBus.OtherVin);

        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal("car-2", second.Alias);
        Assert.Equal(first, directory.Settle(AmiBus.Vin));
        Assert.Equal([first, second], Open().All);
    }

    [Theory]
    [InlineData("blue-ami", true)]
    [InlineData("", false)]
    [InlineData("Blue", false)]
    [InlineData("2nd", false)]
    [InlineData("a/b", false)]
    [InlineData("vr1ab12c3d4567890", false)]
    public void Takes_only_what_can_be_an_alias(string alias, bool isTaken)
    {
        var directory = Open();

        Assert.Equal(isTaken, directory.Rename(directory.Current.Id, alias) is not null);
        Assert.Equal(isTaken ? alias : "car", directory.Current.Alias);
    }

    [Fact]
    public void Finds_by_id_and_by_alias()
    {
        var directory = Open();

        Assert.Equal(directory.Current, directory.Find("car"));
        Assert.Equal(directory.Current, directory.Find(directory.Current.Id.ToString()));
        Assert.Null(directory.Find(""));
        Assert.Null(directory.Find(null));
    }

    [Fact]
    public void Forgets_a_vehicle_for_good()
    {
        var directory = Open();
        var before = directory.Settle(AmiBus.Vin);

        Assert.True(directory.Forget(before.Id));
        Assert.False(directory.Forget(before.Id));
        Assert.NotEqual(before.Id, directory.Current.Id);
        Assert.DoesNotContain(AmiBus.Vin.Full, File.ReadAllText(_folder.File("gateway.json")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"version":2,"vehicles":[]}""")]
    [InlineData("""{"version":1,"vehicles":[]}""")]
    [InlineData("""{"version":1,"vehicles":[{"id":"../../../etc","alias":"car"}]}""")]
    [InlineData("""{"version":1,"vehicles":[{"id":"aaaaaaaaaaaa","alias":"car","vin":"1"}]}""")]
    [InlineData("""{"version":1,"vehicles":[{"id":"aaaaaaaaaaaa","alias":"car"},{"id":"aaaaaaaaaaaa","alias":"bus"}]}""")]
    public void Refuses_a_file_that_it_did_not_write_and_leaves_it(string content)
    {
        File.WriteAllText(_folder.File("gateway.json"), content);

        var problem = Assert.Throws<IOException>(Open);
        Assert.Contains("gateway.json cannot be used: ", problem.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(_folder.File("gateway.json")));
    }

    public void Dispose() => _folder.Dispose();

    private VehicleDirectory Open() =>
        new(new VehicleDirectoryFile(_folder.FullPath), VehicleAlias.Default, NullLogger<VehicleDirectory>.Instance);
}
