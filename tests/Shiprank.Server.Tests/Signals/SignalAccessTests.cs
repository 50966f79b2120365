using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Shiprank.Core.Access;
using Shiprank.Core.Signals.Desk;
using Shiprank.Server.Tests.Access;
using Shiprank.Server.Tests.Settings;

namespace Shiprank.Server.Tests.Signals;

/// <summary>Whoever a question is not for finds nothing of it, on no way.</summary>
public sealed class SignalAccessTests : IAsyncLifetime
{
    private static readonly string[] people = ["ada", "ben", "eve", "fay", "gus", "ivy"];

    private readonly TestFolder folder = new();
    private SignalSite site = null!;

    public async ValueTask InitializeAsync() => site = await SignalSite.Start(folder);

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData(SignalSite.Own, "ada")]
    [InlineData(SignalSite.Older, "ben eve")]
    [InlineData(SignalSite.Job, "fay gus")]
    public async Task A_question_is_shown_to_whom_it_is_for_and_nobody_else(string title, string whom)
    {
        var id = site.Id(title);
        foreach (var person in people)
        {
            var sees = whom.Split(' ').Contains(person);
            foreach (var path in (string[])["/signals", "/api/v1/signals", "/csv/signals", $"/signals/{id}", $"/api/v1/signals/{id}"])
            {
                var answer = await site.As(person, path);
                Assert.Equal((person, path, sees || !path.Contains(id, StringComparison.Ordinal) ? 200 : 404), (person, path, answer.Status));
                Assert.True(sees == answer.Text.Contains(title, StringComparison.Ordinal), $"{person} at {path}: {sees}");
            }
        }
    }

    [Fact]
    public async Task Pages_API_mail_channels_and_metrics_of_others_have_neither_title_nor_count()
    {
        foreach (var path in (string[])["/", "/teams", "/people", "/budgets", "/api/v1/alerts", "/settings/audit", "/api/v1/audit", "/metrics", "/me?person=ada", "/api/v1/people/ada", "/csv/me?person=ada"])
        {
            var answer = await site.As("gus", path);
            Assert.True(answer.Status == 200, $"{path}: {answer.Status}");
            Assert.DoesNotContain(SignalSite.Own, answer.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(SignalSite.Older, answer.Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("level-outlier\",state=\"open\"} 2", (await site.As("gus", "/metrics")).Text, StringComparison.Ordinal);
        Assert.Contains("shiprank_signal_questions{rule=\"level-outlier\",state=\"open\"} 1", (await site.As("gus", "/metrics")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_menu_counts_what_one_may_see()
    {
        async Task<string> Counted(string person) => Regex.Match((await site.As(person, "/teams")).Text, "class=\"sr-count\"[^>]*>([^<]*)<").Groups[1].Value;

        Assert.Equal(("1", "1", "1", ""), (await Counted("ada"), await Counted("fay"), await Counted("eve"), await Counted("ivy")));
        site.Look(DateTimeOffset.UtcNow, only: "daily-ping", SignalSite.Finding(Core.Signals.SubjectKind.Person, "ada", "daily-ping", "Once a day at 9:01"));
        Assert.Equal(("2", "1", "1", ""), (await Counted("ada"), await Counted("fay"), await Counted("eve"), await Counted("ivy")));
    }

    [Fact]
    public async Task Tokens_see_what_their_scope_opens_and_never_a_persons()
    {
        foreach (var (scopes, person, sees) in new[] { (Scopes.Money | Scopes.Read, null, true), (Scopes.Read, null, false), (Scopes.Read | Scopes.Ingest, "ada", false) })
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/signals");
            request.Headers.Authorization = new("Bearer", Given.Token(site.Server.Store, scopes, person));
            var answer = await site.Server.Send(request);
            Assert.Equal(200, answer.Status);
            Assert.Equal(sees, answer.Text.Contains(SignalSite.Job, StringComparison.Ordinal));
            Assert.DoesNotContain(SignalSite.Own, answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_person_answers_by_the_form_and_everybody_else_is_told_there_is_none()
    {
        var id = site.Id(SignalSite.Own);
        using var browser = site.Browser("ada");
        var page = await SentPage.Get(browser, $"/signals/{id}");
        var sent = await page.Send("form[action='/signals/answer']", ("answer", "explain"), ("said", "A load test of the new gateway."));
        Assert.Equal(($"/signals/{id}", 200), (sent.Address, sent.Status));
        Assert.Contains("A load test of the new gateway.", sent.Document.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(QuestionState.Explained, site.Server.Store.ReadSignals().Single(q => q.Id == id).State);
        Assert.Contains("A load test", (await site.As("ada", "/me/export?person=ada")).Text, StringComparison.Ordinal);
        Assert.Equal(400, (await page.Send("form[action='/signals/answer']", ("answer", "explain"), ("said", ""))).Status);
        foreach (var person in people.Where(p => p != "ada"))
        {
            Assert.Equal(404, (await site.As(person, $"/api/v1/signals/{id}/answer", JsonContent.Create(new { answer = "explain", said = "x" }))).Status);
        }

        Assert.DoesNotContain(site.Server.Store.ReadAudit(), r => r.Entry.Detail.Contains("load", StringComparison.Ordinal) || (r.Entry.Action.StartsWith("signal.", StringComparison.Ordinal) && r.Entry.Actor.Contains("ada", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_form_of_another_page_is_not_taken()
    {
        var form = new FormUrlEncodedContent([KeyValuePair.Create("id", site.Id(SignalSite.Own)), KeyValuePair.Create("answer", "accept")]);
        Assert.Equal(400, (await site.As("ada", "/signals/answer", form)).Status);
        Assert.Equal(QuestionState.Open, site.Server.Store.ReadSignals().Single(q => q.Finding.Title == SignalSite.Own).State);
    }

    [Fact]
    public async Task A_lead_looks_answers_for_nobody_and_is_seen()
    {
        var id = site.Id(SignalSite.Older);
        var seen = (await site.As("eve", $"/api/v1/signals/{id}")).Json.GetProperty("signal");
        Assert.Equal(["withdraw"], seen.GetProperty("answers").EnumerateArray().Select(a => a.GetString()));
        (await site.As("eve", $"/api/v1/signals/{id}/answer", JsonContent.Create(new { answer = "explain", said = "x" }))).IsProblem(422);
        var own = (await site.As("ben", $"/api/v1/signals/{id}")).Json.GetProperty("signal").GetProperty("steps");
        Assert.Equal([("opened", "by itself"), ("looked", "Eve Example")], own.EnumerateArray().Select(s => (s.GetProperty("step").GetString(), s.GetProperty("by").GetString())));
        Assert.Equal("withdrawn", (await site.As("eve", $"/api/v1/signals/{id}/answer", JsonContent.Create(new { answer = "withdraw" }))).Json.GetProperty("signal").GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("{\"answer\":\"confess\"}", 400)]
    [InlineData("{\"answer\":\"explain\",\"text\":\"x\"}", 400)]
    [InlineData("[]", 400)]
    [InlineData("{", 400)]
    [InlineData("{\"answer\":\"snooze\",\"days\":400}", 422)]
    public async Task Nonsense_is_refused(string body, int status) =>
        (await site.As("ada", $"/api/v1/signals/{site.Id(SignalSite.Own)}/answer", new StringContent(body))).IsProblem(status);

    [Fact]
    public async Task Filters_take_some_and_refuse_what_is_unknown()
    {
        Assert.DoesNotContain(SignalSite.Own, (await site.As("ada", "/signals?state=settled")).Text, StringComparison.Ordinal);
        Assert.Contains(SignalSite.Own, (await site.As("ada", "/signals?state=open&team=search")).Text, StringComparison.Ordinal);
        Assert.Equal(400, (await site.As("ada", "/signals?state=guilty")).Status);
        (await site.As("ada", "/api/v1/signals?state=guilty")).IsProblem(400);
        (await site.As("ada", "/api/v1/signals?person=ben")).IsProblem(400);
    }
}
