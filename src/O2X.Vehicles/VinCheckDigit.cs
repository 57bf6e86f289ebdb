namespace O2X.Vehicles;

/// <summary>The check digit of ISO 3779: weighted sum of the transliterated characters, modulo 11.</summary>
internal static class VinCheckDigit
{
    private static ReadOnlySpan<byte> Weights => [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

    //                                            A  B  C  D  E  F  G  H  I  J  K  L  M  N  O  P  Q  R  S  T  U  V  W  X  Y  Z
    private static ReadOnlySpan<byte> Letters => [1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4, 5, 0, 7, 0, 9, 2, 3, 4, 5, 6, 7, 8, 9];

    public static char Of(string vin)
    {
        var sum = 0;
        for (var i = 0; i < vin.Length; i++)
            sum += Weights[i] * (char.IsAsciiDigit(vin[i]) ? vin[i] - '0' : Letters[vin[i] - 'A']);
        var rest = sum % 11;
        return rest == 10 ? 'X' : (char)('0' + rest);
    }
}
