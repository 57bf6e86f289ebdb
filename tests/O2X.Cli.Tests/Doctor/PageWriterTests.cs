using O2X.Cli.Doctor;

namespace O2X.Cli.Tests.Doctor;

public class PageWriterTests
{
    [Fact]
    public void Aligns_labels_and_wraps_text_and_advice() => Assert.Equal(
        """
        Title

        ✗ The answer is longer than one
          line.
          → And so is the advice that is
            given.

        Section
          ✓ a      one
            label  more than two words
                   that are wrapped
                   → advice
          ? b

        """,
        Write(
            32,
            new("", [new(Mark.Wrong, "", "The answer is longer than one line.", "And so is the advice that is given.")]),
            new("Section", [new(Mark.Right, "a", "one"), new(Mark.Fact, "label", "more than two words that are wrapped", "advice"), new(Mark.Unknown, "b", "")])));

    [Fact]
    public void Puts_text_below_its_label_where_there_is_little_room() => Assert.Equal(
        "Title\n\nS\n  ✓ a long label\n    some text that is\n    wrapped\n",
        Write(24, new Section("S", [new(Mark.Right, "a long label", "some text that is wrapped")])));

    [Fact]
    public void Breaks_a_word_that_is_longer_than_a_line() =>
        Assert.Equal("Title\n\n  aaaaaaaaaaaaaaaaaaaaaa\n  aa\n", Write(24, new Section("", [new(Mark.Fact, "", new string('a', 24))])));

    [Theory]
    [InlineData("\u001b[31mred\u0007", "?[31mred?")]
    [InlineData("a\nb\r\tc", "a?b??c")]
    [InlineData("\u202Eeman\u2066", "?eman?")]
    [InlineData("Citroën – ✓", "Citroën – ✓")]
    public void Lets_nothing_through_that_a_terminal_would_obey(string text, string expected)
    {
        Assert.Equal($"Title\n\nS\n    {expected}\n", Write(80, new Section("S", [new(Mark.Fact, "", text)])));
        Assert.Equal($"Title\n\nS\n    {expected}  x\n", Write(80, new Section("S", [new(Mark.Fact, text, "x")])));
    }

    [Fact]
    public void Colours_nothing_but_marks()
    {
        var page = new Page("Title", [new("S", [new(Mark.Right, "", "a"), new(Mark.Wrong, "", "b"), new(Mark.Unknown, "", "c")])]);

        Assert.Equal("Title\n\nS\n  \u001b[32m✓\u001b[0m a\n  \u001b[31m✗\u001b[0m b\n  ? c\n", new PageWriter(80, hasColours: true).Write(page));
    }

    [Fact]
    public void Keeps_every_line_within_the_width()
    {
        var words = string.Join(' ', Enumerable.Range(0, 60).Select(i => new string((char)('a' + (i % 26)), 1 + (i % 13))));
        var section = new Section("S", [new(Mark.Right, "label", words, words), new(Mark.Wrong, "another label", words)]);

        Assert.All(Enumerable.Range(30, 51), width => Assert.All(Write(width, section).Split('\n'), line => Assert.InRange(line.Length, 0, width)));
    }

    private static string Write(int width, params Section[] sections) => new PageWriter(width, hasColours: false).Write(new Page("Title", sections));
}
