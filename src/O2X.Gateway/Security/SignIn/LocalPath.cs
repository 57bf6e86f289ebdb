namespace O2X.Gateway.Security.SignIn;

/// <summary>Where somebody goes after signing in: a place of the gateway's own, never elsewhere.</summary>
internal static class LocalPath
{
    public const string Home = "/";

    private const int Longest = 1024;

    /// <summary>A path as it was given, or the first page when it may lead elsewhere.</summary>
    public static string Of(string? path) =>
        path is { Length: > 0 and <= Longest } && path[0] == '/' && (path.Length == 1 || path[1] is not ('/' or '\\'))
        && !path.Any(c => c is <= ' ' or > '~' or '\\')
            ? path
            : Home;
}
