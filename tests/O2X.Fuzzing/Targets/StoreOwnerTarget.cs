using O2X.Actors.Storage;
using static O2X.Fuzzing.Oracle;

namespace O2X.Fuzzing.Targets;

/// <summary>What a process says that holds the state folder.</summary>
internal sealed class StoreOwnerTarget : TextTarget
{
    public override string Name => "store-owner";

    public override int LongestInput => 160;

    protected override IEnumerable<string> SeedTexts =>
        ["""{"process":1234,"name":"o2x","since":"2026-01-02T03:04:05Z"}""" + "\n", """{"process":-1,"name":"","since":"0001-01-01T00:00:00+00:00"}""", "1234", "null"];

    protected override IEnumerable<string> WordTexts =>
        ["\"process\":", "\"name\":", "\"since\":", "\\ud800", "\\u001b[2J", "null", "[]", "{}", "1e9", "\"9999-12-31T23:59:59.9999999-14:00\"", "\"0001-01-01T00:00:00+14:00\"", "\"", ","];

    // The document, the owner, and the exception of a text that is none.
    public override long MostAllocated(int inputLength) => 32 * 1024 + (64 * inputLength);

    public override void Run(ReadOnlySpan<byte> input)
    {
        if (StoreOwner.Read(input.ToArray()) is not { } owner) return;
        foreach (var zone in (ReadOnlySpan<TimeZoneInfo>)[TimeZoneInfo.Utc, Zones.FarWest, Zones.FarEast])
            Holds(!owner.ToText(zone).Any(char.IsControl));
        var again = StoreOwner.Read(owner.Write());
        Holds(again is not null && again.Process == owner.Process && again.Name == owner.Name);
        Holds(again.Since <= owner.Since && owner.Since - again.Since < TimeSpan.FromSeconds(1));
    }

    private static class Zones
    {
        public static readonly TimeZoneInfo FarWest = TimeZoneInfo.CreateCustomTimeZone("west", TimeSpan.FromHours(-12), null, null);
        public static readonly TimeZoneInfo FarEast = TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(14), null, null);
    }
}
