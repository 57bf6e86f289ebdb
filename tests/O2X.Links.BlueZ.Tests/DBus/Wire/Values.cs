using System.Text;
using CsCheck;
using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Tests.DBus.Wire;

/// <summary>Signatures and values by chance.</summary>
internal static class Values
{
    private static readonly Gen<string> Basic = Gen.Char["ybnqiuxtdsogh"].Select(code => code.ToString());
    private static readonly Gen<string> Path = Gen.Char["abcXYZ019_"].Array[1, 5].Select(word => new string(word)).Array[0, 4].Select(words => "/" + string.Join('/', words));

    // A lone surrogate is no text.
    private static readonly Gen<string> Text = Gen.OneOf(Gen.Char[' ', '~'], Gen.Char['\u0001', '\uD7FF']).Array[0, 12].Select(text => new string(text));

    public static Gen<VariantValue> Any { get; } = SignatureOf(depth: 4).SelectMany(signature => Of(signature, depth: 4));

    private static Gen<string> SignatureOf(int depth) => depth == 0
        ? Basic
        : Gen.OneOf(
            Basic,
            Gen.Const("v"),
            SignatureOf(depth - 1).Select(element => "a" + element),
            Gen.Select(Basic, SignatureOf(depth - 1), (key, value) => $"a{{{key}{value}}}"),
            SignatureOf(depth - 1).Array[1, 3].Select(members => $"({string.Concat(members)})"));

    private static Gen<VariantValue> Of(string signature, int depth) => signature[0] switch
    {
        'y' => Gen.Byte.Select(VariantValue.Byte),
        'b' => Gen.Bool.Select(VariantValue.Bool),
        'n' => Gen.Short.Select(VariantValue.Int16),
        'q' => Gen.UShort.Select(VariantValue.UInt16),
        'i' => Gen.Int.Select(VariantValue.Int32),
        'u' => Gen.UInt.Select(VariantValue.UInt32),
        'x' => Gen.Long.Select(VariantValue.Int64),
        't' => Gen.ULong.Select(VariantValue.UInt64),
        'd' => Gen.Double.Select(VariantValue.Double),
        's' => Text.Select(VariantValue.String),
        'o' => Path.Select(VariantValue.ObjectPath),
        'g' => SignatureOf(1).Select(VariantValue.Signature),
        'h' => Gen.UInt.Select(VariantValue.UnixFd),
        'v' => Content(depth).Select(VariantValue.Variant),
        'a' when signature[1] == '{' => Entries(signature, depth),
        'a' when signature == "ay" => Gen.Byte.Array[0, 20].Select(VariantValue.Array),
        'a' => Item(signature[1..], depth).Array[0, 4].Select(items => VariantValue.Array(signature[1..], items)),
        _ => Members(signature[1..^1], depth).Select(VariantValue.Struct),
    };

    private static Gen<VariantValue> Content(int depth) =>
        SignatureOf(Math.Max(0, depth - 2)).SelectMany(signature => Of(signature, Math.Max(0, depth - 2)));

    private static Gen<VariantValue> Item(string signature, int depth) => signature == "v" ? Content(depth) : Of(signature, depth);

    private static Gen<VariantValue> Entries(string signature, int depth)
    {
        var (key, value) = (signature[2..3], signature[3..^1]);
        return Gen.Select(Of(key, depth), Item(value, depth), KeyValuePair.Create).Array[0, 4].Select(entries => VariantValue.Dict(key, value, entries));
    }

    private static Gen<VariantValue[]> Members(string signatures, int depth)
    {
        var members = Gen.Const(Array.Empty<VariantValue>());
        while (signatures.Length > 0)
        {
            var length = Signature.LengthOfFirst(Encoding.ASCII.GetBytes(signatures));
            var member = Of(signatures[..length], depth);
            members = Gen.Select(members, member, (before, last) => (VariantValue[])[.. before, last]);
            signatures = signatures[length..];
        }

        return members;
    }
}
