namespace O2X.Gateway.Security.SignIn;

/// <summary>How somebody shows that they may come in.</summary>
internal static class Schemes
{
    /// <summary>Chooses between the other two.</summary>
    public const string Either = "o2x";

    /// <summary>By the cookie that signing in gives.</summary>
    public const string Cookie = "cookie";

    /// <summary>By the key itself, in a header.</summary>
    public const string Bearer = "bearer";

    /// <summary>The claim that names the key by which somebody came in.</summary>
    public const string KeyClaim = "key";
}
