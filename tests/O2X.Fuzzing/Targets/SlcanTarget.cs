using O2X.Vehicles.Can;
using static O2X.Fuzzing.Oracle;

namespace O2X.Fuzzing.Targets;

/// <summary>The stream of a serial CAN adapter; the first byte says how it is cut.</summary>
internal sealed class SlcanTarget : TextTarget
{
    private const int LongestPiece = 40;

    public override string Name => "slcan";

    protected override IEnumerable<string> SeedTexts =>
    [
        "\u0001t5808FAFFCA13002D0000\rt71420100EA5F\r\n",
        "\u0007T1FFFFFFF1AB\rr58081234\rR18FF00000\rz\rV1013\r",
        "\u0003t71\at7140\rtttttttttttttttttttttttttttttttttttttttttt\rt7140\r\n\n\r",
    ];

    protected override IEnumerable<string> WordTexts =>
        ["\r", "\a", "\n", "\r\n", "t", "T", "r", "R", "z\r", "t7140\r", "t5808", "T1FFFFFFF8", "EA5F", "0000", "FAFFCA13002D0000"];

    // The readers are objects with a buffer.
    public override long MostAllocated(int inputLength) => 512;

    public override void Run(ReadOnlySpan<byte> input)
    {
        var feed = new ByteFeed(input);
        var piece = 1 + (feed.Byte() % LongestPiece);
        var stream = feed.Rest;
        var whole = new SlcanReader();
        var cut = new SlcanReader();

        var (found, digest) = (0, 0UL);
        for (var rest = stream; whole.TryRead(ref rest, out var message); found++) digest = Take(digest, message);
        var (cutFound, cutDigest) = (0, 0UL);
        for (var at = 0; at < stream.Length; at += piece)
        {
            var rest = stream[at..Math.Min(at + piece, stream.Length)];
            for (; cut.TryRead(ref rest, out var message); cutFound++) cutDigest = Take(cutDigest, message);
            Holds(rest.IsEmpty);
        }

        Holds(found == cutFound);
        Holds(digest == cutDigest);
        Holds(found <= stream.Count((byte)'\r'));
        Holds(whole.Refusals == stream.Count((byte)'\a') && cut.Refusals == whole.Refusals);
        FindsItsWayBack(whole);
        FindsItsWayBack(cut);
    }

    private static void FindsItsWayBack(SlcanReader reader)
    {
        var stream = "\rt7140\r"u8;
        var last = default(SlcanMessage);
        while (reader.TryRead(ref stream, out var message)) last = message;
        Holds(last.Fault == CanTextFault.None && CanOracle.Same(last.Frame, CanFrame.FromRaw(0x714, 0, 0)));
    }

    private static ulong Take(ulong digest, SlcanMessage message)
    {
        CanOracle.Judge(message.Fault);
        Holds(message.Fault != CanTextFault.Skipped);
        if (message.Fault != CanTextFault.None) return Mix(digest, (ulong)message.Fault);

        var frame = message.Frame;
        CanOracle.Judge(frame);
        Holds(message.Milliseconds is null or (>= 0 and < 60_000));
        Span<byte> text = stackalloc byte[SlcanFormat.MaxMessageLength];
        Holds(SlcanFormat.TryFormat(frame, message.Milliseconds, text, out var written));
        Holds(SlcanFormat.TryParse(text[..written], out var again, out var milliseconds) == CanTextFault.None);
        Holds(CanOracle.Same(again, frame) && milliseconds == message.Milliseconds);
        return Mix(Mix(Mix(digest, frame.Bits), frame.RawId), (ulong)(frame.Length << 20) + (ulong)(message.Milliseconds ?? -1));
    }

    private static ulong Mix(ulong digest, ulong value) => ((digest ^ value) * 0x9E37_79B9_7F4A_7C15) + 1;
}
