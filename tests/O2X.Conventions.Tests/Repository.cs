using System.Xml.Linq;

namespace O2X.Conventions.Tests;

/// <summary>The tree that these tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] GeneratedFolders = ["bin", "obj", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts", ".git", ".vs", ".idea"];

    private static readonly string[] TextExtensions =
        [".cs", ".csproj", ".props", ".targets", ".sln", ".sh", ".md", ".txt", ".hocon", ".conf", ".json", ".xml", ".yml", ".yaml", ".service", ".network"];

    public static string Root { get; } = FindRoot();

    /// <summary>The projects under <c>src</c>, those included that are built on request only.</summary>
    public static IReadOnlyList<Project> Projects { get; } =
        [.. Files("src").Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)).Select(Project.Read)];

    /// <summary>The projects under <c>src</c> that every build builds.</summary>
    public static IReadOnlyList<Project> Products { get; } = [.. Projects.Where(project => !project.IsBuiltOnRequest)];

    public static IEnumerable<Project> Libraries => Products.Where(project => !project.IsCommand);

    public static string FullPath(string relative) => Path.Combine(Root, relative);

    public static string Read(string relative) => File.ReadAllText(FullPath(relative));

    /// <summary>The files under a folder that were written by hand, relative to the root, with forward slashes, in order.</summary>
    public static IEnumerable<string> Files(string folder = "") =>
        Walk(new DirectoryInfo(FullPath(folder)))
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    public static IEnumerable<string> TextFiles(string folder = "") =>
        Files(folder).Where(file => TextExtensions.Contains(Path.GetExtension(file)));

    private static IEnumerable<string> Walk(DirectoryInfo folder) =>
        folder.EnumerateFiles().Select(file => file.FullName).Concat(
            folder.EnumerateDirectories().Where(child => !GeneratedFolders.Contains(child.Name)).SelectMany(Walk));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "O2X.Actors.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No O2X.Actors.sln above {AppContext.BaseDirectory}.");
    }

    /// <param name="Path">The project file, relative to the root.</param>
    /// <param name="Name">The name of its assembly.</param>
    /// <param name="PackageId">The name of its package.</param>
    /// <param name="IsCommand">Whether it is a program rather than a library.</param>
    /// <param name="IsBuiltOnRequest">Whether it is left out of a build that does not ask for it.</param>
    /// <param name="References">The names of the projects that it references.</param>
    internal sealed record Project(
        string Path, string Name, string PackageId, bool IsCommand, bool IsBuiltOnRequest, IReadOnlyList<string> References)
    {
        /// <summary>The assembly beside these tests; it is there because the tests reference the command, which references the rest.</summary>
        public string AssemblyPath => System.IO.Path.Combine(AppContext.BaseDirectory, Name + ".dll");

        public static Project Read(string path)
        {
            var xml = XDocument.Load(FullPath(path));
            string? Property(string name) => xml.Descendants(name).FirstOrDefault()?.Value;
            var name = Property("AssemblyName") ?? System.IO.Path.GetFileNameWithoutExtension(path);
            var references = xml.Descendants("ProjectReference").Select(reference => System.IO.Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
            return new Project(
                path, name, Property("PackageId") ?? name, Property("OutputType") == "Exe", Property("BuiltOnRequest") is not null, [.. references]);
        }
    }
}
