using O2X.Vehicles;

namespace O2X.TestKit;

/// <summary>What a vehicle's bus says, in the bytes of its frames.</summary>
public static class AmiBus
{
    public static readonly Vin Vin = Vin.Parse("VR1AB12C3D4567890");

    public static readonly Vin OtherVin = Vin.Parse("VR1AB12C3D4567891");

    /// <summary>Current, voltage and charge: parked, −0.6 A, 50.66 V, 45 %.</summary>
    public static void Battery(this ScriptedLink link, int soc = 45, int deciamperes = -6) =>
        link.Frame(0x580, $"{(byte)deciamperes:X2}{(byte)(deciamperes >> 8):X2}CA1300{soc:X2}0000");

    /// <summary>Odometer in 0.1 km, speed in km/h.</summary>
    public static void Motion(this ScriptedLink link, int odometerTenths = 86269, int speed = 0) => link.Frame(
        0x581, $"00000000{(byte)odometerTenths:X2}{(byte)(odometerTenths >> 8):X2}{(byte)(odometerTenths >> 16):X2}{speed:X2}");

    /// <summary>Range, selector, ready, park brake.</summary>
    public static void Dash(this ScriptedLink link, int range = 34, Selector selector = Selector.Neutral, bool ready = false, bool brake = true)
    {
        var position = selector switch { Selector.Reverse => 0, Selector.Neutral => 1, Selector.Drive => 2, _ => 3 };
        var bits = (uint)range | ((ulong)position << 7) | ((ready ? 0b101UL : 0b011UL) << 16) | ((brake ? 1UL : 0) << 29);
        var hex = string.Concat(Enumerable.Range(0, 7).Select(i => $"{(byte)(bits >> (8 * i)):X2}"));
        link.Frame(0x713, hex);
    }

    /// <summary>Time to full in seconds; 0xFFFF: not charging.</summary>
    public static void Charger(this ScriptedLink link, int timeToFull = 0xFFFF) =>
        link.Frame(0x582, $"{(byte)timeToFull:X2}{(byte)(timeToFull >> 8):X2}000000000000");

    /// <summary>The three frames of the VIN.</summary>
    public static void SayVin(this ScriptedLink link, Vin vin)
    {
        link.Frame(0x712, Hex(vin.Full[..3]));
        link.Frame(0x710, Hex(vin.Full[3..9]));
        link.Frame(0x711, Hex(vin.Full[9..]));

        static string Hex(string text) => Convert.ToHexString(System.Text.Encoding.ASCII.GetBytes(text));
    }

    /// <summary>Everything that a status needs.</summary>
    public static void Everything(this ScriptedLink link, Selector selector = Selector.Neutral, bool ready = false, int speed = 0)
    {
        link.Battery();
        link.Motion(speed: speed);
        link.Dash(selector: selector, ready: ready, brake: selector == Selector.Neutral);
        link.Charger();
    }
}
