using O2X.Vehicles;
using O2X.Vehicles.Decoding;

namespace O2X.Actors.Decoding;

/// <summary>What the link wants to know of the decoding.</summary>
internal interface IDecodingListener
{
    void OnFirstPacket();

    void OnVinHeard(Vin vin);

    void OnInvalidData(DecodeCounters counters);

    void OnWorthSaving();
}
