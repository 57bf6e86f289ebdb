using O2X.Vehicles.OpenLink;

namespace O2X.Vehicles.Tests.OpenLink;

/// <summary>The expected bytes were made with another implementation of PBKDF2 and HMAC.</summary>
public class VinKeyTests
{
    private static readonly Vin TheVin = Vin.Parse("VR1AB12C3D4567890");
    private static readonly Vin OtherVin = Vin.Parse("VR1AB12C3D4567891");
    private static readonly byte[] Nonce = [0, 1, 2, 3, 4, 5, 6, 7];

    [Theory]
    [InlineData(null, "010203ab48af")]
    [InlineData("", "ff0080d507e5")]
    [InlineData("sesame", "01020301255a")]
    [InlineData("clé", "ff0080da9818")]
    public void Makes_the_tag_of_a_salt(string? secret, string hex)
    {
        var bytes = Convert.FromHexString(hex);
        var written = new byte[AdvertTag.Length];
        AdvertTag.Create(VinKey.For(TheVin, secret), bytes.AsSpan(0, 3)).WriteTo(written);
        Assert.Equal(bytes, written);

        Assert.True(AdvertTag.TryRead(bytes, out var read));
        Assert.True(read.Matches(VinKey.For(TheVin, secret)));
        Assert.False(read.Matches(VinKey.For(OtherVin, secret)));
        Assert.False(read.Matches(VinKey.For(TheVin, secret + "x")));
    }

    [Theory]
    [InlineData("010203ab48ae")]
    [InlineData("000203ab48af")]
    [InlineData("010203000000")]
    public void Does_not_match_a_tag_that_differs(string hex)
    {
        Assert.True(AdvertTag.TryRead(Convert.FromHexString(hex), out var tag));
        Assert.False(tag.Matches(VinKey.For(TheVin)));
    }

    [Fact]
    public void Reads_no_tag_from_too_few_bytes() => Assert.False(AdvertTag.TryRead([1, 2, 3, 4, 5], out _));

    [Theory]
    [InlineData(null, "f128c73d9e22d8ef8365a7111d1f0e9f")]
    [InlineData("sesame", "b9e5efe59b91044a7fff31f3034c378b")]
    [InlineData("clé", "92de7ff5a35274fbef88fbfec15ee238")]
    public void Proves_that_the_vin_is_known(string? secret, string hex)
    {
        var proof = new byte[VinProof.Length];
        VinProof.Compute(VinKey.For(TheVin, secret), Nonce, proof);
        Assert.Equal(hex, Convert.ToHexStringLower(proof));
        Assert.True(VinProof.Verify(VinKey.For(TheVin, secret), Nonce, proof));
        Assert.False(VinProof.Verify(VinKey.For(OtherVin, secret), Nonce, proof));
        Assert.False(VinProof.Verify(VinKey.For(TheVin, secret), [1, 1, 2, 3, 4, 5, 6, 7], proof));
    }

    [Fact]
    public void Refuses_a_proof_of_another_length()
    {
        var proof = new byte[VinProof.Length + 1];
        VinProof.Compute(VinKey.For(TheVin), Nonce, proof);
        Assert.False(VinProof.Verify(VinKey.For(TheVin), Nonce, proof));
        Assert.False(VinProof.Verify(VinKey.For(TheVin), Nonce, proof.AsSpan(0, 15)));
        Assert.False(VinProof.Verify(VinKey.For(TheVin), Nonce, []));
    }

    [Fact]
    public void Makes_a_key_once() => Assert.Same(VinKey.For(TheVin, "once"), VinKey.For(Vin.Parse(TheVin.Full), "once"));

    [Fact]
    public void Remembers_no_more_keys_than_it_may()
    {
        var key = VinKey.For(TheVin);
        var made = 0;
        var cache = new VinKeyCache(capacity: 3);
        for (var i = 0; i < 10; i++)
        {
            cache.GetOrAdd((TheVin, $"{i}"), _ => { made++; return key; });
            Assert.Equal(Math.Min(i + 1, 3), cache.Count);
        }

        cache.GetOrAdd((TheVin, "9"), _ => { made++; return key; });
        Assert.Equal(10, made);
        cache.GetOrAdd((TheVin, "0"), _ => { made++; return key; });
        Assert.Equal(11, made);
    }
}
