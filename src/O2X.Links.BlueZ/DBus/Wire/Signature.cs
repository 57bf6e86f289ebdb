namespace O2X.Links.BlueZ.DBus;

/// <summary>The grammar of signatures.</summary>
internal static class Signature
{
    /// <summary>Tells whether these are complete types, none to any number of them.</summary>
    public static bool IsValid(ReadOnlySpan<byte> signature)
    {
        if (signature.Length > WireLimits.LongestName) return false;
        while (!signature.IsEmpty)
        {
            var length = LengthOfFirst(signature);
            if (length == 0) return false;
            signature = signature[length..];
        }

        return true;
    }

    /// <summary>Tells whether this is one complete type.</summary>
    public static bool IsSingle(ReadOnlySpan<byte> signature) =>
        !signature.IsEmpty && signature.Length <= WireLimits.LongestName && LengthOfFirst(signature) == signature.Length;

    /// <summary>The length of the complete type that a signature begins with; 0 when it does not begin with one.</summary>
    public static int LengthOfFirst(ReadOnlySpan<byte> signature)
    {
        var at = 0;
        return TryPass(signature, ref at, arrays: 0, structs: 0) ? at : 0;
    }

    /// <summary>Tells whether a type holds nothing but one value of fixed or counted length: what a key may be.</summary>
    public static bool IsBasic(byte code) => "ybnqiuxtdsogh"u8.Contains(code);

    private static bool TryPass(ReadOnlySpan<byte> signature, ref int at, int arrays, int structs)
    {
        if (at >= signature.Length) return false;
        var code = signature[at++];
        if (code is (byte)'v' || IsBasic(code)) return true;
        return code switch
        {
            (byte)'a' => arrays < WireLimits.DeepestNesting && TryPassElement(signature, ref at, arrays + 1, structs),
            (byte)'(' => structs < WireLimits.DeepestNesting && TryPassMembers(signature, ref at, arrays, structs + 1),
            _ => false,
        };
    }

    private static bool TryPassElement(ReadOnlySpan<byte> signature, ref int at, int arrays, int structs)
    {
        if (at >= signature.Length || signature[at] != '{') return TryPass(signature, ref at, arrays, structs);
        at++;
        return at < signature.Length && IsBasic(signature[at++]) && structs < WireLimits.DeepestNesting
            && TryPass(signature, ref at, arrays, structs + 1)
            && at < signature.Length && signature[at++] == '}';
    }

    private static bool TryPassMembers(ReadOnlySpan<byte> signature, ref int at, int arrays, int structs)
    {
        do
        {
            if (!TryPass(signature, ref at, arrays, structs)) return false;
            if (at >= signature.Length) return false;
        }
        while (signature[at] != ')');
        at++;
        return true;
    }
}
