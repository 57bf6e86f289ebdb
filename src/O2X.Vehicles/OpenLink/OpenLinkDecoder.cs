using O2X.Vehicles.Decoding;

namespace O2X.Vehicles.OpenLink;

/// <summary>Reads the packets of the open link into the state of a vehicle. Never throws, never allocates.</summary>
public static partial class OpenLinkDecoder
{
    /// <summary>
    /// Reads one packet. A value that the dongle does not know becomes unknown; an impossible one leaves what was known as it is,
    /// and the good ones beside it are taken over. What follows the 20 bytes of a packet is ignored.
    /// </summary>
    /// <param name="packet">The packet.</param>
    /// <param name="state">Takes the values.</param>
    /// <param name="at">When the packet arrived, in ticks. The values of an information packet are older by what it says.</param>
    /// <returns>
    /// <see cref="DecodeResult.Malformed"/> for a packet that is too short, of another version or with a wrong checksum;
    /// <see cref="DecodeResult.Unknown"/> for a type that is not known; <see cref="DecodeResult.Implausible"/> when a value cannot
    /// be; <see cref="DecodeResult.NoValue"/> when the dongle knows nothing; else <see cref="DecodeResult.Updated"/>.
    /// </returns>
    public static DecodeResult Decode(ReadOnlySpan<byte> packet, ref VehicleSnapshot state, long at)
    {
        if (!OpenLinkPacket.IsSound(packet)) return DecodeResult.Malformed;
        return OpenLinkPacket.TypeOf(packet) switch
        {
            OpenLinkPacket.InformationType => DecodeInformation(packet, ref state, at),
            OpenLinkPacket.MeasurementsType => DecodeMeasurements(packet, ref state, at),
            _ => DecodeResult.Unknown,
        };
    }

    /// <summary>Judges each value of one packet, and remembers whether any was good or bad.</summary>
    private ref struct Fold(ref VehicleSnapshot state, long at)
    {
        private readonly ref VehicleSnapshot _state = ref state;
        private bool _updated;
        private bool _implausible;

        public readonly DecodeResult Result =>
            _implausible ? DecodeResult.Implausible : _updated ? DecodeResult.Updated : DecodeResult.NoValue;

        /// <summary>Whether the value is to be taken over.</summary>
        public bool Take(Signal signal, bool available, bool plausible)
        {
            if (!available)
            {
                _state.Lose(signal);
                return false;
            }

            if (!plausible)
            {
                _implausible = true;
                return false;
            }

            _state.Heard(signal, at);
            _updated = true;
            return true;
        }

        /// <summary>Takes over a yes or no of two bits: 0 unknown, 1 no, 2 yes.</summary>
        public void TakeYesNo(Signal signal, SnapshotFlags flag, int bits)
        {
            if (Take(signal, available: bits != 0, plausible: bits != 3)) _state.Set(flag, bits == 2);
        }
    }
}
