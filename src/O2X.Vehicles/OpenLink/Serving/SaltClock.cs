namespace O2X.Vehicles.OpenLink.Serving;

/// <summary>Draws the salt of the advert's tag: a new one every 15 minutes, and when the address changes.</summary>
internal sealed class SaltClock(VinKey key, Action<Span<byte>> fillRandom)
{
    private static readonly long Lifetime = TimeSpan.FromMinutes(15).Ticks;

    public long Due { get; private set; } = long.MinValue;

    public AdvertTag Draw(long now)
    {
        Span<byte> salt = stackalloc byte[AdvertTag.SaltLength];
        fillRandom(salt);
        Due = now + Lifetime;
        return AdvertTag.Create(key, salt);
    }

    public void Expire() => Due = long.MinValue;
}
