using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;
using Shiprank.Core.Usage;

namespace Shiprank.Tests.Spend;

public sealed class SpendLedgerTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(ChangeFate.Live, SpendFate.Live)]
    [InlineData(ChangeFate.Baseline, SpendFate.Live)]
    [InlineData(ChangeFate.Reverted, SpendFate.Reverted)]
    [InlineData(ChangeFate.RolledBack, SpendFate.Reverted)]
    [InlineData(ChangeFate.Dead, SpendFate.Dead)]
    [InlineData(ChangeFate.Merged, SpendFate.Merged)]
    public void A_linked_row_has_the_fate_of_its_change(ChangeFate fate, SpendFate expected)
    {
        var part = Assert.Single(Follow([Row("r", "s", person: null)], [], [Link("s", "c1")], [Change("c1", fate)]));
        Assert.Equal((expected, LinkEvidence.Window, "shop", "c1"), (part.Fate, part.Evidence, part.Repository, part.Change));
    }

    [Fact]
    public void A_change_in_several_services_has_the_fate_of_its_largest_part() =>
        Assert.Equal(
            SpendFate.Dead,
            Assert.Single(Follow([Row("r", "s")], [], [Link("s", "c1")], [Change("c1", ChangeFate.Live, "api", 3), Change("c1", ChangeFate.Dead, "web", 9)])).Fate);

    [Theory]
    [InlineData("ada", "shop", 1, true, 0, SpendFate.Open)]
    [InlineData("ada", "shop", 1, true, 29, SpendFate.Open)]
    [InlineData("ada", "shop", 1, true, 30, SpendFate.Abandoned)]
    [InlineData("ada", "shop", 0, true, 40, SpendFate.NoCode)]
    [InlineData("ada", null, 0, true, 1, SpendFate.NoCode)]
    [InlineData("ada", "shop", 0, false, 1, SpendFate.Unattributed)]
    [InlineData("ada", null, 1, true, 1, SpendFate.Unattributed)]
    [InlineData(null, "shop", 1, true, 1, SpendFate.Unattributed)]
    [InlineData(null, "shop", 0, true, 1, SpendFate.Unattributed)]
    public void An_unlinked_row_has_the_fate_of_its_session(string? person, string? repository, int edits, bool known, int daysAgo, SpendFate fate)
    {
        var session = new WorkSession(new("codex", "s", "", "", AsOf.AddDays(-daysAgo).AddHours(-1), AsOf.AddDays(-daysAgo), edits, known, []), person, repository, []);
        Assert.Equal((fate, LinkEvidence.None, repository, null), Shown(Assert.Single(Follow([Row("r", "s", person, repository)], [session], [], []))));
    }

    [Fact]
    public void A_row_without_a_session_is_unattributed()
    {
        Assert.Equal(SpendFate.Unattributed, Assert.Single(Follow([Row("r", "")], [], [Link("", "c1")], [Change("c1", ChangeFate.Live)])).Fate);
        Assert.Equal(SpendFate.Unattributed, Assert.Single(Follow([Row("r", "unknown")], [], [], [])).Fate);
    }

    [Fact]
    public void A_row_that_served_several_changes_is_split_by_their_files()
    {
        var parts = Follow([Row("r", "s", nano: 100)], [], [Link("s", "c2", files: 3), Link("s", "c1", files: 0)], [Change("c1", ChangeFate.Dead), Change("c2", ChangeFate.Live)]);
        Assert.Equal([("c1", SpendFate.Dead, 25L), ("c2", SpendFate.Live, 75L)], parts.Select(p => (p.Change!, p.Fate, p.Amount.NanoUsd!.Value)));
    }

    [Fact]
    public void Matched_lines_go_before_files_and_a_mere_window_has_no_part_beside_them()
    {
        IReadOnlyList<SessionLink> links = [Link("s", "c1", files: 9), Link("s", "c2", files: 1, lines: 3), Link("s", "c3", files: 0, evidence: LinkEvidence.Session)];
        var parts = Follow([Row("r", "s", nano: 100)], [], links, [Change("c1", ChangeFate.Live), Change("c2", ChangeFate.Live), Change("c3", ChangeFate.Dead)]);
        Assert.Equal([("c2", 75L), ("c3", 25L)], parts.Select(p => (p.Change!, p.Amount.NanoUsd!.Value)));
    }

    [Theory]
    [InlineData(1, SpendFate.Open)]
    [InlineData(30, SpendFate.Abandoned)]
    public void Lines_that_no_change_contains_have_the_fate_of_such_edits(int daysAgo, SpendFate fate)
    {
        var session = new WorkSession(new("codex", "s", "", "", AsOf.AddDays(-daysAgo).AddHours(-1), AsOf.AddDays(-daysAgo), 2, EditsKnown: true, []), "ada", "shop", []);
        var parts = Follow([Row("r", "s", nano: 100)], [session], [Link("s", "c1", lines: 30)], [Change("c1", ChangeFate.Live)], new Dictionary<SessionId, int> { [new("codex", "s")] = 10 });
        Assert.Equal([("c1", SpendFate.Live, 75L), (null, fate, 25L)], parts.Select(p => (p.Change, p.Fate, p.Amount.NanoUsd!.Value)));
        Assert.Equal([LinkEvidence.Content, LinkEvidence.None], parts.Select(p => p.Evidence));
    }

    [Fact]
    public void Rows_later_than_as_of_are_not_read() => Assert.Empty(Follow([Row("r", "s") with { At = AsOf.AddSeconds(1) }], [], [], []));

    [Fact]
    public void Rows_make_sessions_that_no_trace_tells_of()
    {
        var sessions = WorkSession.Build([], [Row("b", "s", person: null, repository: null) with { At = AsOf.AddHours(-1), Branch = "topic" }, Row("a", "s") with { At = AsOf }, Row("c", "")]);
        var session = Assert.Single(sessions);
        Assert.Equal(("ada", "shop", AsOf.AddHours(-1), AsOf, false), (session.Person, session.Repository, session.Trace.StartedAt, session.Trace.EndedAt, session.Trace.EditsKnown));
        Assert.Equal(["topic"], session.Branches);
    }

    [Fact]
    public void Of_two_copies_of_a_session_the_longest_stands()
    {
        SessionTrace Copy(int hours) => new("codex", "s", "/home/ada/shop", "main", AsOf.AddHours(-9), AsOf.AddHours(-9 + hours), hours, EditsKnown: true, []);
        Assert.Equal(3, Assert.Single(WorkSession.Build([(Copy(1), "ada", "shop"), (Copy(3), "ada", "shop"), (Copy(2), "ada", "shop")], [])).Trace.Edits);
    }

    [Fact]
    public void Every_row_has_a_fate_and_its_parts_sum_to_it_in_any_order()
    {
        var rows =
            from session in Gen.Elements("s1", "s2", "s3", "")
            from person in Gen.Elements("ada", null)
            from nano in Gen.Choose(-1, 1000)
            from tokens in Gen.Choose(0, 1000)
            select (session, person, nano, tokens);
        var links =
            from session in Gen.Elements("s1", "s2")
            from change in Gen.Choose(1, 5)
            from files in Gen.Choose(0, 4)
            from lines in Gen.Choose(-9, 9)
            select Link(session, $"c{change}", files, Math.Max(0, lines));
        var world =
            from r in rows.ListOf()
            from l in links.ListOf()
            from edits in Gen.Choose(0, 1)
            from rest in Gen.Choose(0, 9)
            from order in Gen.Shuffle(Enumerable.Range(0, r.Count))
            select (
                Rows: r.Select((x, i) => Row($"r{i}", x.session, x.person, nano: x.nano < 0 ? null : x.nano, tokens: x.tokens)).ToList(),
                Links: l.DistinctBy(x => (x.Session, x.Change)).ToList(), edits, rest, order);
        var changes = Enumerable.Range(1, 4).Select(i => Change($"c{i}", (ChangeFate)i)).ToList();
        Prop.ForAll(world.ToArbitrary(), w =>
        {
            var sessions = WorkSession.Build([(new("codex", "s3", "", "", AsOf.AddDays(-2), AsOf.AddDays(-1), w.edits, EditsKnown: true, []), null, null)], w.Rows);
            var rest = new Dictionary<SessionId, int> { [new("codex", "s1")] = w.rest };
            var parts = Follow(w.Rows, sessions, w.Links, changes, rest);
            var other = Follow([.. w.order.Select(i => w.Rows[i])], [.. sessions.Reverse()], [.. w.Links.AsEnumerable().Reverse()], [.. changes.AsEnumerable().Reverse()], rest);
            return w.Rows.TrueForAll(row => Sums(row, [.. parts.Where(p => p.Row == row)])) && parts.ToHashSet().SetEquals(other) && parts.Count == other.Count;
        }).QuickCheckThrowOnFailure();
    }

    private static bool Sums(SpendRow row, IReadOnlyList<SpendPart> parts) =>
        parts.Count > 0
        && parts.All(p => (p.Amount.NanoUsd is null) == (row.Amount.NanoUsd is null))
        && parts.Sum(p => p.Amount.NanoUsd ?? 0) == (row.Amount.NanoUsd ?? 0)
        && parts.Aggregate(default(TokenCounts), (sum, p) => sum + p.Amount.Tokens) == row.Amount.Tokens
        && parts.Select(p => p.Change).Distinct(StringComparer.Ordinal).Count() == parts.Count;

    private static (SpendFate, LinkEvidence, string?, string?) Shown(SpendPart part) => (part.Fate, part.Evidence, part.Repository, part.Change);

    private static IReadOnlyList<SpendPart> Follow(IReadOnlyList<SpendRow> rows, IReadOnlyList<WorkSession> sessions, IReadOnlyList<SessionLink> links, IReadOnlyList<ScoredChange> changes, IReadOnlyDictionary<SessionId, int>? rest = null) =>
        SpendLedger.Follow(rows, sessions, new(links, rest ?? new Dictionary<SessionId, int>()), changes, AsOf);

    private static SpendRow Row(string key, string session, string? person = "ada", string? repository = "shop", long? nano = 10, long tokens = 7) =>
        new("codex", key, AsOf, session, person, repository, "", new(nano, null, new(tokens, tokens / 2, 0, 0, tokens / 3)));

    private static SessionLink Link(string session, string change, int files = 1, int lines = 0, LinkEvidence? evidence = null) => new(
        new("codex", session), "shop", change, evidence ?? (lines > 0 ? LinkEvidence.Content : LinkEvidence.Window), [.. Enumerable.Range(0, files).Select(i => $"f{i}")], lines, [change]);

    private static ScoredChange Change(string sha, ChangeFate fate, string service = "shop", int eligible = 1) =>
        new() { Sha = sha, Repository = "shop", Service = service, Mode = DeploymentMode.Events, MergedAt = AsOf, Parts = [], Fate = fate, Eligible = eligible };
}
