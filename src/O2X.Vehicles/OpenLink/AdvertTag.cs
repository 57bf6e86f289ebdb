namespace O2X.Vehicles.OpenLink;

/// <summary>
/// The mark in a dongle's advert by which those who know the VIN recognise it: a random salt of 3 bytes and 3 bytes made from it
/// and the <see cref="VinKey"/>. A false match is 1 in 16.7 million, and is found out on the link.
/// </summary>
public readonly record struct AdvertTag
{
    /// <summary>The length of a tag in the advert's manufacturer data, in bytes.</summary>
    public const int Length = 2 * Part;

    /// <summary>The length of the salt, in bytes.</summary>
    public const int SaltLength = Part;

    /// <summary>The company of the manufacturer data: 0xFFFF, which is set aside for tests and belongs to nobody.</summary>
    public const ushort Company = 0xFFFF;

    private const int Part = 3;

    private readonly uint _salt;
    private readonly uint _mark;

    private AdvertTag(uint salt, uint mark)
    {
        _salt = salt;
        _mark = mark;
    }

    /// <summary>Makes a tag.</summary>
    /// <param name="key">The vehicle's key.</param>
    /// <param name="salt">3 bytes, drawn anew every 15 minutes and whenever the dongle's address changes.</param>
    public static AdvertTag Create(VinKey key, ReadOnlySpan<byte> salt)
    {
        Span<byte> mark = stackalloc byte[Part];
        key.Authenticate("adv"u8, salt[..Part], mark);
        return new AdvertTag(OpenLinkPacket.ReadTriple(salt), OpenLinkPacket.ReadTriple(mark));
    }

    /// <summary>Reads a tag from manufacturer data without the company; what follows its 6 bytes is ignored.</summary>
    /// <returns>Whether there were enough bytes.</returns>
    public static bool TryRead(ReadOnlySpan<byte> data, out AdvertTag tag)
    {
        tag = default;
        if (data.Length < Length) return false;
        tag = new AdvertTag(OpenLinkPacket.ReadTriple(data), OpenLinkPacket.ReadTriple(data[Part..]));
        return true;
    }

    /// <summary>Writes the tag.</summary>
    /// <param name="data">At least <see cref="Length"/> bytes.</param>
    public void WriteTo(Span<byte> data)
    {
        OpenLinkPacket.WriteTriple(data, _salt);
        OpenLinkPacket.WriteTriple(data[Part..], _mark);
    }

    /// <summary>Whether this is the tag of the vehicle with that key.</summary>
    public bool Matches(VinKey key)
    {
        Span<byte> salt = stackalloc byte[Part];
        OpenLinkPacket.WriteTriple(salt, _salt);
        return Create(key, salt) == this;
    }
}
