namespace O2X.EndToEnd.Tests.Web.Page;

/// <summary>Where the repository lies.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "O2X.Actors.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
