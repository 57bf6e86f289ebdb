using System.Numerics;

namespace O2X.Vehicles.OpenLink;

/// <summary>
/// Finds by their sequence numbers how many packets of one characteristic never came. A number that is passed over is missing only
/// when it has not come late either: not within the next <see cref="Patience"/> numbers.
/// </summary>
internal struct SequenceGaps
{
    /// <summary>How many numbers late a packet may come; one that is further behind came after a long gap.</summary>
    public const int Patience = 8;

    private const uint Window = (1u << Patience) - 1;

    private byte _newest;

    // Bit n: the packet that is n numbers older than the newest came.
    private uint _came;

    /// <summary>A packet came.</summary>
    /// <param name="sequence">Its number.</param>
    /// <returns>How many packets are missing for good since the last call.</returns>
    public int Accept(byte sequence)
    {
        // The newest itself always came: no bit means no packet yet, and the first number says nothing about those before it.
        if (_came == 0)
        {
            (_newest, _came) = (sequence, Window);
            return 0;
        }

        var late = (byte)(_newest - sequence);
        if (late < Patience)
        {
            _came |= 1u << late;
            return 0;
        }

        var ahead = (byte)(sequence - _newest);
        var missing = ahead < Patience
            ? ahead - BitOperations.PopCount(_came >> (Patience - ahead))
            : Missing + ahead - Patience;
        _newest = sequence;
        _came = ahead < Patience ? ((_came << ahead) | 1) & Window : 1;
        return missing;
    }

    /// <summary>No packet comes any more; the next one is the first.</summary>
    /// <returns>How many packets are missing for good since the last call.</returns>
    public int End()
    {
        var missing = _came == 0 ? 0 : Missing;
        _came = 0;
        return missing;
    }

    private readonly int Missing => Patience - BitOperations.PopCount(_came);
}
