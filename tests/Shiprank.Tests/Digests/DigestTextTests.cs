using System.Text.Json;
using Shiprank.Core.Badges;
using Shiprank.Core.Organisation;
using Shiprank.Engine.Digests;

namespace Shiprank.Tests.Digests;

public sealed class DigestTextTests
{
    private static readonly Digest Odd = new(
        HolderKind.Team, "checkout", "<!channel> & <script>alert(1)</script> *bold* [x](https://evil.example.com)", new(new(2026, 9, 14), new(2026, 9, 20)),
        ["Best: <@U123> `rm` _x_ #1 | <b>"], "https://shiprank.example.com/teams/checkout", null);

    [Fact]
    public void Slack_gets_plain_text_and_no_mention()
    {
        using var document = JsonDocument.Parse(ChatMessage.Of(Odd, ChatKind.Slack));
        Assert.StartsWith("&lt;!channel&gt; &amp; &lt;script&gt;", document.RootElement.GetProperty("text").GetString(), StringComparison.Ordinal);
        var blocks = document.RootElement.GetProperty("blocks").EnumerateArray().Select(b => b.GetProperty("text")).ToList();
        Assert.All(blocks, b => Assert.Equal("plain_text", b.GetProperty("type").GetString()));
        Assert.Contains("https://shiprank.example.com/teams/checkout", blocks[1].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Teams_gets_text_runs_in_a_card()
    {
        using var document = JsonDocument.Parse(ChatMessage.Of(Odd, ChatKind.Teams));
        var card = document.RootElement.GetProperty("attachments")[0];
        Assert.Equal("application/vnd.microsoft.card.adaptive", card.GetProperty("contentType").GetString());
        Assert.All(card.GetProperty("content").GetProperty("body").EnumerateArray(), b => Assert.Equal("RichTextBlock", b.GetProperty("type").GetString()));
        Assert.Equal("Action.OpenUrl", card.GetProperty("content").GetProperty("actions")[0].GetProperty("type").GetString());
    }

    [Fact]
    public void Html_and_markdown_show_signs_as_they_are()
    {
        Assert.DoesNotContain("<script>", DigestText.Html(Odd), StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", DigestText.Html(Odd), StringComparison.Ordinal);
        Assert.Contains(@"\*bold\* \[x\]\(https://evil\.example\.com\)", DigestText.Markdown(Odd), StringComparison.Ordinal);
        Assert.Contains(@"\<@U123\> \`rm\` \_x\_ \#1 \|", DigestText.Markdown(Odd), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-09-27T23:59:59Z", "UTC", "2026-09-14")]
    [InlineData("2026-09-28T00:00:00Z", "UTC", "2026-09-21")]
    [InlineData("2026-09-27T22:30:00Z", "Europe/Berlin", "2026-09-21")]
    [InlineData("2026-09-28T03:00:00Z", "America/New_York", "2026-09-14")]
    public void The_week_is_the_one_that_ended_last_in_the_organisations_zone(string asOf, string zone, string monday) =>
        Assert.Equal(DateOnly.Parse(monday, null), Digest.LastWeek(DateTimeOffset.Parse(asOf, null), TimeZoneInfo.FindSystemTimeZoneById(zone)).Since);
}
