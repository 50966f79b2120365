using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Organisation;

namespace Shiprank.Tests.Organisation;

public sealed class GlobTests
{
    [Theory]
    [InlineData("**/dist/**", "dist/app.js", true)]
    [InlineData("**/dist/**", "web/dist/app.js", true)]
    [InlineData("**/dist/**", "web/Dist/a/b.js", true)]
    [InlineData("**/dist/**", "web/distance/app.js", false)]
    [InlineData("**/dist/**", "dist", false)]
    [InlineData("**/*.json", "package.json", true)]
    [InlineData("**/*.json", "a/b/.json", true)]
    [InlineData("**/*.json", "a/b.json/c", false)]
    [InlineData("*.json", "a/b.json", false)]
    [InlineData("config/*.json", "config/a.json", true)]
    [InlineData("config/*.json", "config/a/b.json", false)]
    [InlineData("config/**", "config/a/b.json", true)]
    [InlineData("a/**/b", "a/b", true)]
    [InlineData("a/**/b", "a/x/y/b", true)]
    [InlineData("a/**/b", "a/xb", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "a/c", false)]
    [InlineData("a?c", "ac", false)]
    [InlineData("src/[id].ts", "src/[id].ts", true)]
    [InlineData("src/[id].ts", "src/i.ts", false)]
    [InlineData("**/*.generated.*", "x/a.generated.cs", true)]
    [InlineData("tools/gen", "tools/gen/x", false)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    public void A_path_glob_matches_the_whole_path_without_case(string pattern, string path, bool matches) =>
        Assert.Equal(matches, Glob.Path(pattern).IsMatch(path));

    [Theory]
    [InlineData("*[bot]", "renovate[bot]", true)]
    [InlineData("*[bot]", "robot", false)]
    [InlineData("renovate@*", "Renovate@example.com", true)]
    [InlineData("sync@*", "async@example.com", false)]
    [InlineData("ci-?", "ci-7", true)]
    public void A_bot_glob_takes_brackets_literally(string pattern, string text, bool matches) =>
        Assert.Equal(matches, Glob.Text(pattern).IsMatch(text));

    [Theory]
    [InlineData("api@*", "api@1.4.0", true)]
    [InlineData("api@*", "API@1.4.0", false)]
    [InlineData("*/v*", "team/api/v1", true)]
    [InlineData("v?", "v1", false)]
    public void In_a_tag_pattern_only_the_star_is_special(string pattern, string tag, bool matches) =>
        Assert.Equal(matches, Glob.Tag(pattern).IsMatch(tag));

    [Fact]
    public void A_path_glob_equals_its_regular_expression()
    {
        var text = Gen.Elements("a", "b", "/", "**/", "**", "*", "?", "[").ListOf().Select(string.Concat);
        var path = Gen.Elements("a", "b", "/", "[", "B").ListOf().Select(string.Concat);
        Prop.ForAll(text.ToArbitrary(), path.ToArbitrary(), (pattern, of) =>
            Glob.Path(pattern).IsMatch(of) == Regex.IsMatch(of, Expression(pattern), RegexOptions.IgnoreCase)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_hostile_glob_still_ends() =>
        Assert.False(Glob.Path(string.Concat(Enumerable.Repeat("**/*a", 40)) + "x").IsMatch(new string('a', 2000) + "/ax/y"));

    private static string Expression(string pattern)
    {
        var expression = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern.AsSpan(i).StartsWith("**/")) (expression, i) = (expression.Append("(.*/)?"), i + 2);
            else if (pattern.AsSpan(i).StartsWith("**")) (expression, i) = (expression.Append(".*"), i + 1);
            else if (pattern[i] == '*') expression.Append("[^/]*");
            else if (pattern[i] == '?') expression.Append("[^/]");
            else expression.Append(Regex.Escape(pattern[i].ToString()));
        }

        return expression.Append(@"\z").ToString();
    }
}
