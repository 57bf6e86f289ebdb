using System.Reflection;
using PublicApiGenerator;

namespace O2X.Conventions.Tests;

/// <summary>The public surface is what was approved, and no accident.</summary>
public class PublicApiTests
{
    /// <summary>Set to 1, it makes the tests approve what there is; <c>./test.sh approve-api</c> does.</summary>
    private const string ApproveVariable = "O2X_APPROVE_API";

    /// <summary>A compiled page is public whether it is meant to be or not; it is nobody's to use.</summary>
    private const string CompiledPages = "O2X.Gateway.Pages";

    public static TheoryData<string> Libraries => [.. Repository.Libraries.Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Is_the_approved_one(string library)
    {
        var file = $"tests/O2X.Conventions.Tests/Approved/{library}.txt";
        var actual = Surface(library);
        if (Environment.GetEnvironmentVariable(ApproveVariable) == "1") File.WriteAllText(Repository.FullPath(file), actual);

        var approved = File.Exists(Repository.FullPath(file)) ? Repository.Read(file).ReplaceLineEndings("\n") : "";
        Assert.True(approved == actual, $"The public API of {library} is not the one in {file}.\n{Difference(approved, actual)}" +
            "If the change is meant: ./test.sh approve-api, and commit the file.");
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Hands_out_no_subject(string library) => Assert.DoesNotContain("System.Reactive.Subjects", Surface(library), StringComparison.Ordinal);

    [Fact]
    public void Is_empty_for_the_command()
    {
        var command = Repository.Products.Single(project => project.IsCommand);

        Assert.Empty(Assembly.LoadFrom(command.AssemblyPath).GetExportedTypes());
    }

    [Fact]
    public void Is_approved_for_libraries_that_exist()
    {
        var approved = Repository.Files("tests/O2X.Conventions.Tests/Approved").Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(Repository.Libraries.Select(project => project.Name).Order(StringComparer.Ordinal), approved.Order(StringComparer.Ordinal));
    }

    private static string Surface(string library)
    {
        var project = Repository.Products.Single(project => project.Name == library);
        var options = new ApiGeneratorOptions { IncludeAssemblyAttributes = false, DenyNamespacePrefixes = ["System", "Microsoft", CompiledPages] };
        var surface = Assembly.LoadFrom(project.AssemblyPath).GeneratePublicApi(options);
        return surface.ReplaceLineEndings("\n").TrimEnd() + "\n";
    }

    private static string Difference(string approved, string actual)
    {
        var (before, after) = (approved.Split('\n'), actual.Split('\n'));
        var lines = before.Except(after).Select(line => $"- {line}\n").Concat(after.Except(before).Select(line => $"+ {line}\n")).ToList();
        var shown = string.Concat(lines.Take(20));
        return lines.Count > 20 ? $"{shown}and {lines.Count - 20} more lines\n" : shown;
    }
}
