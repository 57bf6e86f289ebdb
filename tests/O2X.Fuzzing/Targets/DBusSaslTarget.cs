using O2X.Links.BlueZ.DBus;
using static O2X.Fuzzing.Oracle;

namespace O2X.Fuzzing.Targets;

/// <summary>The lines by which a bus lets one in.</summary>
internal sealed class DBusSaslTarget : TextTarget
{
    public override string Name => "dbus-sasl";

    protected override IEnumerable<string> SeedTexts =>
        ["DATA\nOK 0123456789abcdef\nAGREE_UNIX_FD\n", "OK 1\nERROR not known\n", "REJECTED EXTERNAL\n", "OK\nREJECTED\n"];

    protected override IEnumerable<string> WordTexts => ["DATA", "OK", "OK ", "AGREE_UNIX_FD", "ERROR", "REJECTED", "\n", " "];

    public override long MostAllocated(int inputLength) => 4 * 1024;

    public override void Run(ReadOnlySpan<byte> input)
    {
        var client = new SaslClient();
        var (isAccepted, isAgreed) = (false, false);
        for (var feed = new ByteFeed(input); !feed.IsEmpty && !client.IsDone;)
        {
            var line = feed.Line();
            try
            {
                var answer = client.Answer(line);
                Holds(answer.SequenceEqual("DATA\r\n"u8) || answer.SequenceEqual("NEGOTIATE_UNIX_FD\r\n"u8) || answer.SequenceEqual("BEGIN\r\n"u8));
                Holds(client.IsDone == answer.SequenceEqual("BEGIN\r\n"u8));
            }
            catch (DBusProtocolException)
            {
                Holds(!client.IsDone && !client.CanPassDescriptors);
                return;
            }

            isAccepted |= line.StartsWith("OK"u8);
            isAgreed |= line.StartsWith("AGREE_UNIX_FD"u8);
        }

        // Nobody is in whom the bus did not let in.
        Holds(!client.IsDone || isAccepted);
        Holds(client.CanPassDescriptors == (client.IsDone && isAgreed));
    }
}
