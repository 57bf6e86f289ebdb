namespace O2X.Links.BlueZ.DBus;

/// <summary>What the names of objects, interfaces, members and connections look like.</summary>
internal static class Names
{
    public static bool IsObjectPath(ReadOnlySpan<byte> path)
    {
        if (path.IsEmpty || path[0] != '/') return false;
        if (path.Length == 1) return true;
        for (var i = 1; i < path.Length; i++)
        {
            if (path[i] == '/' ? path[i - 1] == '/' : !IsWordCharacter(path[i])) return false;
        }

        return path[^1] != '/';
    }

    public static bool IsMember(ReadOnlySpan<byte> name) =>
        name.Length is > 0 and <= WireLimits.LongestName && IsElement(name, mayBeginWithDigit: false, mayHaveHyphen: false);

    /// <summary>The name of an interface or of an error.</summary>
    public static bool IsInterface(ReadOnlySpan<byte> name) => AreElements(name, mayBeginWithDigit: false, mayHaveHyphen: false);

    /// <summary>The name of a connection, unique or well known.</summary>
    public static bool IsBusName(ReadOnlySpan<byte> name) =>
        name.Length is > 1 and <= WireLimits.LongestName && name[0] == ':'
            ? AreElements(name[1..], mayBeginWithDigit: true, mayHaveHyphen: true)
            : AreElements(name, mayBeginWithDigit: false, mayHaveHyphen: true);

    private static bool AreElements(ReadOnlySpan<byte> name, bool mayBeginWithDigit, bool mayHaveHyphen)
    {
        if (name.Length > WireLimits.LongestName || !name.Contains((byte)'.')) return false;
        while (true)
        {
            var dot = name.IndexOf((byte)'.');
            if (!IsElement(dot < 0 ? name : name[..dot], mayBeginWithDigit, mayHaveHyphen)) return false;
            if (dot < 0) return true;
            name = name[(dot + 1)..];
        }
    }

    private static bool IsElement(ReadOnlySpan<byte> element, bool mayBeginWithDigit, bool mayHaveHyphen)
    {
        if (element.IsEmpty || (!mayBeginWithDigit && char.IsAsciiDigit((char)element[0]))) return false;
        foreach (var character in element)
        {
            if (!IsWordCharacter(character) && !(mayHaveHyphen && character == '-')) return false;
        }

        return true;
    }

    private static bool IsWordCharacter(byte character) => char.IsAsciiLetterOrDigit((char)character) || character == '_';
}
