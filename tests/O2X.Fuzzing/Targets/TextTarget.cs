using System.Text;

namespace O2X.Fuzzing.Targets;

/// <summary>A decoder of text, whose seeds and words are written as text.</summary>
internal abstract class TextTarget : FuzzTarget
{
    public override IEnumerable<byte[]> Seeds => SeedTexts.Select(Encoding.UTF8.GetBytes);

    public override IEnumerable<byte[]> Words => WordTexts.Select(Encoding.UTF8.GetBytes);

    protected abstract IEnumerable<string> SeedTexts { get; }

    protected virtual IEnumerable<string> WordTexts => [];
}
