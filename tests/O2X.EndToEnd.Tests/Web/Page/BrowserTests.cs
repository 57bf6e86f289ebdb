namespace O2X.EndToEnd.Tests.Web.Page;

/// <summary>The tests that share a browser; they take turns.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<BrowserFixture>
{
    public const string Name = "browser";
}
