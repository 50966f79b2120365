using System.Text.Json;
using Shiprank.Core.Score;
using Shiprank.Engine.Digests;
using Shiprank.Engine.Digests.Sending;
using Shiprank.Engine.Scoring;
using Shiprank.Tests.Demo;
using Shiprank.Tests.Views;

namespace Shiprank.Tests.Digests;

[Collection(SyncedDemo.Name)]
public sealed class DigestTests(SyncedDemo demo)
{
    private static readonly ScoreWindow week = DigestWeek.Last(SmallDemo.Options.AsOf, TimeZoneInfo.Utc);
    private static readonly Uri pages = new("https://shiprank.example.com/at/");

    [Fact]
    public void No_digest_has_more_than_twelve_lines()
    {
        Assert.All(All(demo.Standing), d => Assert.InRange(d.Length, 4, Digest.MostLines));
        Assert.All(All(OpenStanding.Of(demo.Standing)), d => Assert.InRange(d.Length, 4, Digest.MostLines));
    }

    [Fact]
    public void What_a_channel_reads_has_nobodys_name()
    {
        // Everyone shares: still no name in a channel.
        var standing = OpenStanding.Of(demo.Standing);
        var texts = Teams(standing).SelectMany(d => new[] { DigestText.Plain(d), DigestText.Markdown(d), DigestText.Html(d), System.Text.Encoding.UTF8.GetString(ChannelPost.Slack(d)), System.Text.Encoding.UTF8.GetString(ChannelPost.Teams(d)) }).ToList();
        Assert.NotEmpty(texts);
        foreach (var person in standing.Workspace.Organisation.People)
        {
            Assert.All(texts, t => Assert.DoesNotContain(person.Name, t, StringComparison.OrdinalIgnoreCase));
            Assert.All(texts, t => Assert.All(person.Emails, e => Assert.DoesNotContain(e, t, StringComparison.OrdinalIgnoreCase)));
        }
    }

    [Fact]
    public void A_team_of_too_few_people_has_no_digest()
    {
        var standing = OpenStanding.With(demo.Standing, w => w with
        {
            Organisation = w.Organisation with { People = [.. w.Organisation.People.Select(p => p with { Share = false })], Teams = [.. w.Organisation.Teams.Select((t, i) => i == 0 ? t with { Members = [.. t.Members.Take(2)] } : t)] },
        });
        Assert.Null(TeamDigest.Of(standing, standing.Workspace.Organisation.Teams[0].Id, week, pages));
        Assert.NotNull(TeamDigest.Of(demo.Standing, demo.Standing.Workspace.Organisation.Teams[0].Id, week, pages));
        Assert.Null(TeamDigest.Of(standing, "no-such-team", week, pages));
    }

    [Fact]
    public void The_figures_are_those_of_the_teams_page()
    {
        foreach (var team in demo.Standing.Workspace.Organisation.Teams)
        {
            if (TeamDigest.Of(demo.Standing, team.Id, week, pages) is not { } digest) continue;
            var view = Engine.Teams.TeamView.Of(demo.Standing, team.Id, week)!;
            Assert.StartsWith($"{view.Sums.Nd!.Value.Nd:0.0} normalised", digest.Lines.Single(l => l.Label == "Shipped").Text, StringComparison.Ordinal);
            Assert.Equal(new Uri(pages, $"teams/{team.Id}?since={week.Since:yyyy-MM-dd}&until={week.Until:yyyy-MM-dd}"), digest.Link);
            Assert.Equal(view.Spend.IsHidden, digest.Lines.Single(l => l.Label == "Spend").Text.StartsWith("not shown", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_person_reads_their_own_and_can_end_it()
    {
        var person = demo.Standing.Workspace.Organisation.People[0].Id;
        var key = new Store.InstallationKey(1, 2);
        var digest = PersonDigest.Of(demo.Standing, person, week, pages, StopLink.Of(pages, key, person))!;
        Assert.Equal($"https://shiprank.example.com/at/digest/stop?who={person}&proof=", digest.Stop!.AbsoluteUri[..^43]);
        Assert.Contains(digest.Stop.AbsoluteUri, DigestText.Plain(digest), StringComparison.Ordinal);
        Assert.Null(PersonDigest.Of(demo.Standing, "nobody", week, pages, null));
    }

    [Fact]
    public void Nobody_can_make_up_the_address_that_ends_anothers_digest()
    {
        var key = new Store.InstallationKey(1, 2);
        var proof = StopLink.Of(pages, key, "ada").Query[^43..];
        Assert.True(StopLink.IsGenuine(key, "ada", proof));
        Assert.False(StopLink.IsGenuine(key, "ben", proof));
        Assert.False(StopLink.IsGenuine(new(2, 1), "ada", proof));
        Assert.False(StopLink.IsGenuine(key, "ada", ""));
    }

    [Fact]
    public void Names_that_people_write_can_neither_mark_up_nor_mention()
    {
        var digest = new Digest("team:x", "<!channel> *bold* [a](http://evil.example) <script>", week, [new("Shipped", "<@U1> `x` _y_ | z & 1\n2")], new("https://shiprank.example.com/teams/x|y"), null);
        Assert.DoesNotContain("<script>", DigestText.Html(digest), StringComparison.Ordinal);
        Assert.Contains("\\<\\!channel\\> \\*bold\\* \\[a\\]", DigestText.Markdown(digest), StringComparison.Ordinal);
        var slack = JsonDocument.Parse(ChannelPost.Slack(digest)).RootElement;
        var text = slack.GetProperty("blocks")[1].GetProperty("text").GetProperty("text").GetString()!;
        Assert.Contains("&lt;@U1&gt;", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', text);
        Assert.Equal("<https://shiprank.example.com/teams/x%7Cy|All of it>", slack.GetProperty("blocks")[2].GetProperty("text").GetProperty("text").GetString());
        var card = JsonDocument.Parse(ChannelPost.Teams(digest)).RootElement.GetProperty("attachments")[0].GetProperty("content");
        Assert.Equal("AdaptiveCard", card.GetProperty("type").GetString());
        Assert.Contains("\\[a\\]", card.GetProperty("body")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-23T00:00:00Z", "UTC", "2026-W47")]
    [InlineData("2026-11-22T23:59:59Z", "UTC", "2026-W46")]
    [InlineData("2026-11-22T23:30:00Z", "Europe/Berlin", "2026-W46")]
    [InlineData("2026-11-23T02:00:00Z", "America/New_York", "2026-W46")]
    [InlineData("2026-11-23T05:00:00Z", "America/New_York", "2026-W47")]
    [InlineData("2027-01-05T12:00:00Z", "UTC", "2026-W53")]
    public void The_last_week_is_over_in_utc_and_where_the_organisation_is(string now, string zone, string expected) =>
        Assert.Equal(expected, DigestWeek.Name(DigestWeek.Last(DateTimeOffset.Parse(now), TimeZoneInfo.FindSystemTimeZoneById(zone))));

    [Theory]
    [InlineData("2026-W47", "2026-11-16")]
    [InlineData("2026-W53", "2026-12-28")]
    [InlineData("2025-W53", null)]
    [InlineData("2026-W00", null)]
    [InlineData("2026-47", null)]
    [InlineData("last", null)]
    public void Weeks_are_named_by_iso_8601(string name, string? monday) => Assert.Equal(monday, DigestWeek.Parse(name)?.Since.ToString("O"));

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    public void A_webhook_leads_to_no_closed_address(string address, bool open) => Assert.Equal(open, AddressGuard.IsPublic(System.Net.IPAddress.Parse(address)));

    [Fact]
    public void The_command_prints_what_the_engine_makes()
    {
        var digest = Teams(demo.Standing).First();
        var document = demo.Document($"digest --team {digest.Subject["team:".Length..]} --week {DigestWeek.Name(week)}").GetProperty("digests")[0];
        Assert.Equal(digest.Title, document.GetProperty("title").GetString());
        Assert.Equal(digest.Lines.Select(l => l.Text), document.GetProperty("lines").EnumerateArray().Select(l => l.GetProperty("text").GetString()));
        Assert.Equal(Shiprank.Cli.ExitCode.Usage, demo.Ask("digest", "--week", "47"));
        Assert.Equal(Shiprank.Cli.ExitCode.NotFound, demo.Ask("digest", "--team", "no-such-team"));
        Assert.Equal(Shiprank.Cli.ExitCode.NotFound, demo.Ask("digest", "--send"));
    }

    private static IEnumerable<Digest> Teams(Standing standing) => standing.Workspace.Organisation.Teams.Select(t => TeamDigest.Of(standing, t.Id, week, pages)).OfType<Digest>();

    private static IEnumerable<Digest> All(Standing standing) =>
        Teams(standing).Concat(standing.Workspace.Organisation.People.Select(p => PersonDigest.Of(standing, p.Id, week, pages, StopLink.Of(pages, new(1, 2), p.Id))!));
}
