using O2X.Actors.Hosting.Sources;
using O2X.Cli.Capture;
using O2X.TestKit;

namespace O2X.Cli.Tests.Capture;

public sealed class CaptureFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.PathOf("drive.log");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Is_for_its_owner_alone()
    {
        Assert.True(CaptureFile.TryOpen(File, force: false, out var file, out _));
        using (file) file.Write("line\n"u8);

        Assert.Equal("line\n", System.IO.File.ReadAllText(File));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public void Goes_away_when_nothing_was_written()
    {
        Assert.True(CaptureFile.TryOpen(File, force: false, out var file, out _));
        file.Dispose();

        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public void Is_not_replaced_unless_that_is_asked_for()
    {
        System.IO.File.WriteAllText(File, "the only recording");

        Assert.False(CaptureFile.TryOpen(File, force: false, out _, out var problem));
        Assert.Equal(new Outcome(ExitCode.WrongUse, $"{File} is there already. Name another file, or give --force to replace it."), problem);
        Assert.Equal("the only recording", System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void Is_emptied_with_the_first_line()
    {
        System.IO.File.WriteAllText(File, "a much longer old recording");
        Assert.True(CaptureFile.TryOpen(File, force: true, out var file, out _));
        using (file)
        {
            file.Write("one\n"u8);
            file.Write("two\n"u8);
        }

        Assert.Equal("one\ntwo\n", System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void Says_why_it_cannot_be_written()
    {
        foreach (var path in new[] { _folder.Path, _folder.PathOf("no/such/drive.log"), "\0" })
        {
            Assert.False(CaptureFile.TryOpen(path, force: true, out _, out var problem));
            Assert.Equal(ExitCode.WrongUse, problem.Code);
            Assert.EndsWith("Name a file in it.", problem.Message!.Replace("Name another file.", "Name a file in it.", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Refuses_what_a_source_does_not_do()
    {
        var bus = new CaptureRequest(new SocketCanSource("can0"), File);
        var log = new CaptureRequest(new LogSource(File), _folder.PathOf("copy.log"));

        Assert.Null(bus.Problem);
        Assert.Null(log.Problem);
        Assert.Contains("leave --vin and --first-time out", (bus with { Vin = AmiBus.Vin }).Problem, StringComparison.Ordinal);
        Assert.Contains("leave --vin and --first-time out", (log with { FirstTime = true }).Problem, StringComparison.Ordinal);
        Assert.Contains("leave --for out", (log with { For = TimeSpan.FromSeconds(1) }).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_to_copy_a_log_over_itself()
    {
        System.IO.File.WriteAllText(File, "log");
        System.IO.File.CreateSymbolicLink(_folder.PathOf("link.log"), File);

        Assert.Contains("is the log itself", new CaptureRequest(new LogSource(File), File).Problem, StringComparison.Ordinal);
        Assert.Contains("is the log itself", new CaptureRequest(new LogSource(File), _folder.PathOf("./drive.log")).Problem, StringComparison.Ordinal);
        Assert.Contains("is the log itself", new CaptureRequest(new LogSource(_folder.PathOf("link.log")), File).Problem, StringComparison.Ordinal);
        Assert.Contains("is the log itself", new CaptureRequest(new LogSource(File), _folder.PathOf("link.log")).Problem, StringComparison.Ordinal);
    }
}
