using System.Text;
using O2X.Links.BlueZ.DBus;
using static O2X.Fuzzing.Oracle;

namespace O2X.Fuzzing.Targets;

/// <summary>The address of a bus, as an environment variable or an option has it.</summary>
internal sealed class DBusAddressTarget : TextTarget
{
    public override string Name => "dbus-address";

    protected override IEnumerable<string> SeedTexts =>
        ["unix:path=/run/dbus/system_bus_socket", "unix:abstract=/tmp/x,guid=00", "tcp:host=a;unix:path=/a%20b;;unix:guid=1,path=/%c3%a4", "unix:path=/a,path=/b"];

    protected override IEnumerable<string> WordTexts => ["unix:", "path=", "abstract=", "guid=", ";", ",", "%", "%00", "%ff", "%c3%a4", "="];

    public override long MostAllocated(int inputLength) => 8 * 1024 + (256 * inputLength);

    public override void Run(ReadOnlySpan<byte> input)
    {
        var text = Encoding.UTF8.GetString(input);
        var found = 0;
        foreach (var address in text.Split(';'))
        {
            if (!DBusAddress.TryParse(address, out var name)) continue;
            found++;
            Holds(name.Length > 0 && !name[1..].Contains('\0', StringComparison.Ordinal));
            Holds(Encoding.UTF8.GetByteCount(name) <= 107);
            Holds(DBusAddress.TryParse(Escape(name), out var again) && again == name);
        }

        Holds(DBusAddress.Parse(text).Count == found);
    }

    private static string Escape(string name)
    {
        var (key, value) = name[0] == '\0' ? ("abstract", name[1..]) : ("path", name);
        var escaped = new StringBuilder();
        foreach (var each in Encoding.UTF8.GetBytes(value)) escaped.Append('%').Append(Convert.ToHexString([each]));
        return $"unix:{key}={escaped}";
    }
}
