using O2X.Links;
using O2X.Links.Time;
using O2X.Vehicles.OpenLink;

namespace O2X.Simulator.Radio;

public sealed partial class VirtualDongle
{
    private const int RssiSpread = 3;
    private static readonly TimeSpan SaltLifetime = TimeSpan.FromMinutes(15);

    private readonly Random _random;
    private readonly byte[] _manufacturerData = new byte[AdvertTag.Length];
    private long _saltExpires = long.MinValue;
    private string _address;

    /// <summary>The Bluetooth address that it advertises with; setting another one is what a rotating private address does.</summary>
    public string Address
    {
        get
        {
            lock (_gate) return _address;
        }

        set
        {
            lock (_gate)
            {
                _address = value;
                _saltExpires = long.MinValue;
            }
        }
    }

    private VinKey Key => VinKey.For(Car.Vin, Options.OwnerSecret);

    internal Sighting Advertise()
    {
        lock (_gate)
        {
            var now = _clock.GetTicks();
            var advert = new Sighting(_address, now)
            {
                Name = OpenLinkAdvert.LocalName,
                Rssi = SignalStrength + _random.Next(-RssiSpread, RssiSpread + 1),
                ServiceUuids = [OpenLinkUuids.Service],
            };
            if (!Options.AdvertisesTag || HasForgottenVin) return advert;

            if (now >= _saltExpires) DrawSalt(now);
            return advert with { Company = AdvertTag.Company, ManufacturerData = _manufacturerData.ToArray() };
        }
    }

    private void DrawSalt(long now)
    {
        Span<byte> salt = stackalloc byte[AdvertTag.SaltLength];
        _random.NextBytes(salt);
        AdvertTag.Create(Key, salt).WriteTo(_manufacturerData);
        _saltExpires = now + SaltLifetime.Ticks;
    }
}
