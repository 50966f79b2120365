using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Edits;
using static Shiprank.Tests.Edits.Written;

namespace Shiprank.Tests.Edits;

public sealed class LineTests
{
    private readonly EditLines lines = new(Hasher);

    [Theory]
    [InlineData("")]
    [InlineData("one", "one")]
    [InlineData("one\\n", "one")]
    [InlineData("\\n", "")]
    [InlineData("one\\n\\ntwo", "one", "", "two")]
    [InlineData("a\\r\\nb\\r\\n", "a", "b")]
    [InlineData("\\ta\\tb\\\\n\\n\\t", "a\tb\\n", "")]
    [InlineData("\\u0061\\u000a\\u00e9\\/", "a", "é/")]
    public void An_escaped_text_has_the_lines_that_its_file_has(string escaped, params string[] expected) => Assert.Equal(Lines(expected), Text(escaped));

    [Fact]
    public void Any_text_has_the_lines_of_its_text_however_it_is_escaped() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Texts().ToArbitrary(), text =>
        {
            var expected = text.Split('\n').ToList();
            if (expected[^1].Length == 0) expected.RemoveAt(expected.Count - 1);
            var all = string.Concat(text.Select(c => $"\\u{(int)c:x4}"));
            Assert.Equal(Lines(expected), Text(JsonSerializer.Serialize(text)[1..^1]));
            Assert.Equal(Lines(expected), Text(all));
        }));

    [Theory]
    [InlineData("@@ -1,2 +1,2 @@\\n ctx\\n-old\\n+new", "new")]
    [InlineData("--- a/x\\n+++ b/x\\n@@ -1 +1,2 @@ void f()\\n-a\\n+b\\n+++ c\\n--- a/y\\n+++ b/y\\n@@ -0,0 +1 @@\\n+d\\n\\\\ No newline at end of file", "b", "++ c", "d")]
    [InlineData("@@ -3,2 +3,3 @@\\n\\n+after an empty line\\n ctx\\n+++ b/none", "after an empty line")]
    [InlineData("@@\\n-a\\n+b\\n@@\\n+c", "b", "c")]
    [InlineData("+not in a hunk")]
    public void A_diff_adds_what_its_hunks_count(string escaped, params string[] expected)
    {
        List<LineText> added = [];
        lines.AddDiff(added, Encoding.UTF8.GetBytes(escaped));
        Assert.Equal(Lines(expected), added);
    }

    [Fact]
    public void No_edit_keeps_more_lines_than_there_is_room_for()
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, EditLines.Most + 5).Select(i => $"+{i}\\n")));
        List<LineText> whole = [], diff = [], difference = [];
        lines.AddText(whole, text);
        lines.AddDiff(diff, [.. "@@\\n"u8, .. text]);
        lines.AddDifference(difference, default, text);
        Assert.Equal([EditLines.Most, EditLines.Most, EditLines.Most], [whole.Count, diff.Count, difference.Count]);
    }

    [Fact]
    public void Long_texts_that_nobody_asks_for_are_emptied_and_all_else_stays()
    {
        var asked = $"{new string('k', 1500)}\\\"";
        var line = $$$"""{"a" : "{{{new string('x', 2000)}}}\\","short":"\"a\":","kept" :["{{{asked}}}","b"],"n":1,"b":{"a":"{{{new string('y', 1100)}}}\""}}""";
        var expected = $$$"""{"a" : "","short":"\"a\":","kept" :["{{{asked}}}","b"],"n":1,"b":{"a":""}}""";

        var texts = new LongTexts();
        Assert.Equal(expected, Encoding.UTF8.GetString(texts.Empty(Encoding.UTF8.GetBytes(line), name => name.SequenceEqual("kept"u8))));
        Assert.Equal(expected, Encoding.UTF8.GetString(texts.Empty(Encoding.UTF8.GetBytes(expected), _ => true)));
        Assert.Equal("{\"torn", Encoding.UTF8.GetString(texts.Empty("{\"torn"u8, _ => false)));
    }

    private List<LineText> Text(string escaped)
    {
        List<LineText> found = [];
        lines.AddText(found, Encoding.UTF8.GetBytes(escaped));
        return found;
    }

    private static Gen<string> Texts() =>
        Gen.Elements("a", "Z9", "\n", "\r\n", "\t", "\\", "\"", "ß", "字", "\U0001F680", "\u0001", "  ", "/").ListOf().Select(parts => string.Concat(parts));
}
