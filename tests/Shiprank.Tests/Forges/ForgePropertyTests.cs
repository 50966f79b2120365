using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Delivery;
using static Shiprank.Tests.Forges.ForgeSite;
using Property = Shiprank.Tests.Scoring.Properties.Property;

namespace Shiprank.Tests.Forges;

/// <summary>Deliveries come in any order, twice, and by two hooks: what stands is the same.</summary>
public sealed class ForgePropertyTests
{
    private static readonly string[] People = ["ada", "bob", "eve"];

    [Fact]
    public void Any_order_and_any_number_of_deliveries_come_to_the_same()
    {
        var cases =
            from all in Delivery.ListOf().Where(l => l.Count > 0)
            from again in Gen.SubListOf(all.AsEnumerable())
            from shuffled in Gen.Shuffle(all.Concat(again).ToArray())
            from asOf in Gen.Choose(0, 40)
            select (all, shuffled, asOf);
        Property.Holds(cases.ToArbitrary(), c => Assert.Equal(Told(c.all, c.asOf), Told(c.shuffled, c.asOf)));
    }

    [Fact]
    public void Deliveries_about_later_moments_change_nothing()
    {
        var cases = from all in Delivery.ListOf() from asOf in Gen.Choose(0, 30) select (all, asOf);
        Property.Holds(cases.ToArbitrary(), c =>
        {
            var events = ForgeSite.Events(c.all.Select(d => d.Read()));
            Assert.Equal(Shown(EventLog.From(events).At(At(c.asOf))), Shown(EventLog.From(events.Where(e => e.UpdatedAt <= At(c.asOf))).At(At(c.asOf))));
        });
    }

    [Fact]
    public void Two_hooks_that_tell_one_event_tell_one_event()
    {
        var payload = OctokitExamples.Of("pull_request", "opened");
        var (first, second) = (GitHub.Read(new("pull_request", "guid-1", Bytes(payload))), GitHub.Read(new("pull_request", "guid-2", Bytes(payload))));
        Assert.Equal(Assert.Single(first.Events) with { Body = [] }, Assert.Single(second.Events) with { Body = [] });
        Assert.Equal(first.Events[0].Body, second.Events[0].Body);
    }

    private static Gen<Sent> Delivery =>
        from kind in Gen.Choose(0, 6)
        from number in Gen.Choose(1, 2)
        from person in Gen.Elements(People)
        from minute in Gen.Choose(1, 30)
        from word in Gen.Choose(0, 3)
        select new Sent(kind, number, person, minute, word);

    private static string Told(IEnumerable<Sent> deliveries, int asOf)
    {
        var log = EventLog.From(ForgeSite.Events(deliveries.Select(d => d.Read())));
        var items = log.WorkItemsUntil(At(asOf));
        return $"{Shown(log.At(At(asOf)))} {string.Join(' ', Enumerable.Range(0, 40).Select(m => items.At("hello#1", At(m))))}";
    }

    private static DateTimeOffset At(int minute) => new(2026, 3, 1, 10, minute % 60, 0, TimeSpan.Zero);

    /// <summary>One delivery of made-up content: what is told of one object at one minute may differ, as it does when several things happen in a second.</summary>
    internal sealed record Sent(int Kind, int Number, string Person, int Minute, int Word)
    {
        public Sources.Forges.ForgeReading Read() => Kind switch
        {
            0 => ReadGitHub("pull_request", Request()),
            1 => ReadGitHub("pull_request_review", With(Request(), ("review", new JsonObject { ["id"] = 10 * Number + Word % 2, ["user"] = Login(), ["submitted_at"] = Time(Number + 2), ["state"] = State("approved", "changes_requested", "commented", "dismissed") }))),
            2 => ReadGitHub("deployment_status", Deployment()),
            3 => ReadGitHub("issues", Issue()),
            4 => ReadGitHub("push", With(Root(Minute), ("ref", "refs/heads/master"), ("before", new string('a', 40)), ("after", new string((char)('b' + Word), 40)))),
            5 => ReadGitLab(MergeRequest()),
            _ => ReadGitHub("release", With(Root(Minute), ("action", State("published", "edited", "deleted", "released")), ("release", new JsonObject { ["id"] = Number, ["tag_name"] = $"v{Number}.{Word % 2}", ["created_at"] = Time(1), ["updated_at"] = Time(Minute) }))),
        };

        private JsonObject Request()
        {
            var merged = Word == 3;
            var closed = Word >= 2;
            return With(Root(Minute), ("pull_request", new JsonObject
            {
                ["number"] = Number, ["title"] = $"Title {Word}", ["user"] = Login(), ["created_at"] = Time(1), ["updated_at"] = Time(Minute), ["state"] = closed ? "closed" : "open",
                ["closed_at"] = closed ? Time(Minute) : null, ["merged_at"] = merged ? Time(Minute) : null, ["merge_commit_sha"] = new string('c', 40), ["labels"] = new JsonArray(Person),
            }));
        }

        private JsonObject Deployment() => With(
            Root(Minute),
            ("deployment", new JsonObject { ["id"] = Number, ["sha"] = new string('d', 40), ["environment"] = "production" }),
            ("deployment_status", new JsonObject { ["id"] = 100 * Minute + Word, ["state"] = State("success", "failure", "inactive", "error"), ["created_at"] = Time(Minute) }));

        private JsonObject Issue() => With(Root(Minute), ("action", "edited"), ("issue", new JsonObject
        {
            ["number"] = Number, ["created_at"] = Time(1), ["updated_at"] = Time(Minute), ["state"] = Word % 2 == 0 ? "open" : "closed", ["closed_at"] = Word % 2 == 0 ? null : Time(Minute),
            ["assignees"] = new JsonArray(Login()), ["labels"] = Word < 2 ? new JsonArray("incident", "sev2") : new JsonArray("bug"),
        }));

        private JsonObject MergeRequest() => new()
        {
            ["object_kind"] = "merge_request",
            ["user"] = new JsonObject { ["id"] = Word, ["username"] = Person },
            ["project"] = new JsonObject { ["path_with_namespace"] = "northwind/shop" },
            ["object_attributes"] = new JsonObject
            {
                ["iid"] = Number, ["title"] = "T", ["author_id"] = 1, ["created_at"] = "2026-03-01 10:01:00 UTC", ["updated_at"] = Time(Minute), ["state"] = State("opened", "opened", "closed", "merged"),
                ["action"] = State("open", "approved", "unapproved", "merge"), ["merge_commit_sha"] = Minute % 2 == 0 ? new string('e', 40) : null,
            },
        };

        private string State(params string[] states) => states[Word];

        private JsonObject Login() => new() { ["login"] = Person };

        private static string Time(int minute) => $"{At(minute):yyyy-MM-ddTHH:mm:ssZ}";

        private static JsonObject Root(int minute) => new() { ["repository"] = new JsonObject { ["full_name"] = "Codertocat/Hello-World", ["default_branch"] = "master", ["pushed_at"] = At(minute).ToUnixTimeSeconds() } };

        private static JsonObject With(JsonObject payload, params (string Name, JsonNode? Value)[] fields)
        {
            foreach (var (name, value) in fields) payload[name] = value;
            return payload;
        }
    }
}
