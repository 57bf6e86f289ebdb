namespace O2X.Fuzzing.Tests.Guidance;

/// <summary>Does with each input what a test says.</summary>
internal sealed class ScriptedTarget(Action<byte[]> run) : FuzzTarget
{
    public override string Name => "scripted";

    public override IEnumerable<byte[]> Seeds => ["(seed)"u8.ToArray()];

    public override IEnumerable<byte[]> Words => ["word"u8.ToArray()];

    public override int LongestInput => 32;

    public override long MostAllocated(int inputLength) => 64 * 1024;

    public override void Run(ReadOnlySpan<byte> input) => run(input.ToArray());
}
