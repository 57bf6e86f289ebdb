using O2X.Vehicles;
using O2X.Vehicles.OpenLink;
using static O2X.Fuzzing.Oracle;

namespace O2X.Fuzzing.Targets;

/// <summary>What a dongle says beside its packets: its advert, its description, its proof of the VIN.</summary>
internal sealed class OpenLinkAdvertTarget : FuzzTarget
{
    private static readonly VinKey Key = VinKey.For(Vin.Parse("VR1AB12C3D4567890"));
    private static readonly byte[] Right = Proof();
    private static readonly AdvertTag Tag = AdvertTag.Create(Key, [1, 2, 3]);

    public override string Name => "open-link-advert";

    public override int LongestInput => 96;

    public override IEnumerable<byte[]> Seeds => [Advert(), [4, 0x09, (byte)'O', (byte)'2', (byte)'X', .. Advert()], Description(), Right, []];

    public override IEnumerable<byte[]> Words =>
        [Advert()[3..21], Advert()[21..], [2, 1, 6], [17, 7], [17, 6], [33, 7], [9, 0xFF, 0xFF, 0xFF], [3, 0xFF], [0]];

    // A tag that may be there is copied with it.
    public override long MostAllocated(int inputLength) => 256;

    public override void Run(ReadOnlySpan<byte> input)
    {
        var isDongle = OpenLinkAdvert.TryDecode(input, out var tag);
        Holds(isDongle || tag is null);
        if (tag is { } found) Judge(found);

        // What stands before is no matter of what follows.
        Span<byte> longer = stackalloc byte[OpenLinkAdvert.Length + input.Length];
        OpenLinkAdvert.Encode(Tag, longer);
        input.CopyTo(longer[OpenLinkAdvert.Length..]);
        Holds(OpenLinkAdvert.TryDecode(longer, out var last));
        Holds(last is not null && (tag is null || last == tag));

        JudgeDescription(input);
        JudgeProof(input);
    }

    private static void Judge(AdvertTag tag)
    {
        Span<byte> advert = stackalloc byte[OpenLinkAdvert.Length];
        OpenLinkAdvert.Encode(tag, advert);
        Holds(OpenLinkAdvert.TryDecode(advert, out var again) && again == tag);
        Holds(tag == Tag || !tag.Matches(Key) || tag == AdvertTag.Create(Key, advert[25..28]));
    }

    private static void JudgeDescription(ReadOnlySpan<byte> input)
    {
        Holds(OpenLinkDescription.TryRead(input, out var description) == input.Length >= OpenLinkDescription.Length);
        if (input.Length < OpenLinkDescription.Length) return;
        Span<byte> written = stackalloc byte[OpenLinkDescription.Length];
        description.WriteTo(written);
        Holds(written.SequenceEqual(input[..OpenLinkDescription.Length]));
    }

    private static void JudgeProof(ReadOnlySpan<byte> input)
    {
        ReadOnlySpan<byte> nonce = [1, 2, 3, 4, 5, 6, 7, 8];
        Holds(VinProof.Verify(Key, nonce, input) == input.SequenceEqual(Right));
    }

    private static byte[] Advert()
    {
        var advert = new byte[OpenLinkAdvert.Length];
        OpenLinkAdvert.Encode(Tag, advert);
        return advert;
    }

    private static byte[] Description()
    {
        var value = new byte[OpenLinkDescription.Length];
        new OpenLinkDescription(OpenLinkFeatures.Measurements, TimeSpan.FromMilliseconds(500), MostCentrals: 3).WriteTo(value);
        return value;
    }

    private static byte[] Proof()
    {
        var proof = new byte[VinProof.Length];
        VinProof.Compute(Key, [1, 2, 3, 4, 5, 6, 7, 8], proof);
        return proof;
    }
}
