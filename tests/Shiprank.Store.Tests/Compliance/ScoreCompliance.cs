using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Attribution;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Delivery.Deployments;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;

namespace Shiprank.Store.Tests.Compliance;

/// <summary>A result is read as it was written, in any engine.</summary>
public abstract class ScoreCompliance
{
    private static readonly string[] Tools = ["codex", "kiro"];
    private static readonly string[] Repositories = ["", "ledger", "shop", "shöp"];

    protected abstract IStore Create();

    [Fact]
    public void Any_result_is_read_as_it_was_written() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(20), Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        using var store = Create();
        var random = new Random(seed);
        Assert.Null(store.ReadScore());
        for (var run = 0; run < 3; run++)
        {
            var score = Score(random);
            store.ReplaceResults(score, []);
            Assert.Equal(Lines(score), Lines(store.ReadScore()!));
        }
    }));

    [Fact]
    public void Rows_and_traces_of_some_sessions_are_theirs_alone()
    {
        using var store = Create();
        string[] sessions = [.. Enumerable.Range(0, 250).Select(i => $"s-{i}"), ""];
        store.AddUsage(Given.Batch(1, [.. sessions.SelectMany(s => Tools.Select(tool => Given.Priced(Given.Row($"{tool} {s}", session: s, tool: tool))))]));
        store.SaveTraces([.. sessions.Take(250).Select((s, i) => new Core.Usage.SessionTrace("codex", s, "p", "", Given.Noon.AddMinutes(-i), Given.Noon, i, true, []))]);
        HashSet<SessionId> some = [.. sessions.Where((_, i) => i % 2 == 0).Select(s => new SessionId("codex", s)), new("kiro", "s-1"), new("kiro", "none"), new("none", "s-2")];
        Assert.Equal(
            store.ReadUsage(UsageFilter.All).Where(u => some.Contains(new(u.Row.Tool, u.Row.Session))).Select(u => u.RowKey),
            store.ReadUsage(new(Sessions: some)).Select(u => u.RowKey));
        Assert.Equal(
            store.ReadTraces().Where(t => some.Contains(new(t.Tool, t.Session))).Select(t => t.Session),
            store.ReadTraces(some).Select(t => t.Session));
        Assert.Empty(store.ReadUsage(new(Sessions: new HashSet<SessionId> { new("codex", "none") })));
        Assert.Empty(store.ReadTraces(new HashSet<SessionId>()));
    }

    [Fact]
    public void The_last_run_says_when_and_by_which_policy()
    {
        using var store = Create();
        Assert.Null(store.LastRun());
        store.ReplaceResults(GivenScore.Empty with { Policy = Policy.One with { Sha256 = "ab12" } }, []);
        var run = store.LastRun()!;
        Assert.Equal((Given.Noon, "policy-1", "ab12"), (run.AsOf, run.Policy, run.PolicySha256));
        Assert.True(run.ComputedAt > Given.Noon.AddYears(-50));
    }

    private static ScoreResult Score(Random random)
    {
        string[] repositories = [.. Repositories.Where(_ => random.Next(4) > 0)];
        return new()
        {
            Policy = Policy.One with { Sha256 = $"{random.Next()}", Kappa = Number(random), IncidentLoss = [Number(random)], WindowWeeks = random.Next(50) },
            AsOf = Time(random),
            Cells = [.. repositories.SelectMany(r => Several(random, i => Cell(random, r, i)))
                .OrderBy(c => c.Service, StringComparer.Ordinal).ThenBy(c => c.Day).ThenBy(c => c.Person, StringComparer.Ordinal).ThenBy(c => c.Repository, StringComparer.Ordinal)],
            Changes = [.. repositories.SelectMany(r => Several(random, _ => Change(random, r)))],
            Deployments = [.. repositories.SelectMany(r => Several(random, _ => Deployment(random, r))).OrderBy(d => d.Service, StringComparer.Ordinal)],
            Services = [.. repositories.SelectMany(r => Several(random, _ => new ScoredService(r, Name(random), (DeploymentMode)random.Next(4), Maybe(random))))],
            ActiveWeeks = Several(random, i => $"p{i}").ToDictionary(p => p, IReadOnlySet<DateOnly> (_) => Several(random, _ => Day(random)).ToHashSet(), StringComparer.Ordinal),
            Links = new(
                [.. repositories.SelectMany(r => Several(random, _ => new SessionLink(new(Name(random), Name(random)), r, Sha(random), (LinkEvidence)random.Next(5), Several(random, _ => Name(random)), random.Next(), Shas(random))))],
                Several(random, i => new SessionId(Name(random), $"s{i}")).ToDictionary(s => s, _ => random.Next())),
            Problems = Several(random, _ => new Core.Problem(Name(random), random.Next(), Name(random), Name(random))),
        };
    }

    private static Cell Cell(Random random, string repository, int number) =>
        new(repository, Name(random), Day(random), $"p{number}", Number(random), Number(random), Number(random), Share(random), random.Next(2) == 0, Shas(random));

    private static ScoredChange Change(Random random, string repository) => new()
    {
        Repository = repository,
        Sha = Sha(random),
        Service = Name(random),
        Mode = (DeploymentMode)random.Next(4),
        MergedAt = Time(random),
        DeployedAt = Maybe(random),
        Eligible = random.Next(),
        Alive = random.Next(99),
        Deleted = random.Next(99),
        Copied = random.Next(9),
        Survival = Several(random, i => new SurvivalPoint(i, random.Next(500))),
        Quality = random.Next(2) == 0 ? null : Number(random),
        Reasons = (QualityReasons)random.Next(32),
        Parts = Several(random, i => new PersonPart($"p{i}", Number(random), Number(random), Share(random))),
        Share = Share(random),
        Evidence = (Evidence)random.Next(9),
        Fate = (ChangeFate)random.Next(6),
        Provisional = random.Next(2) == 0,
        WasReverted = random.Next(2) == 0,
        WasRolledBack = random.Next(2) == 0,
        HasIncident = random.Next(2) == 0,
        ReviewKnown = random.Next(2) == 0,
        Reviewed = random.Next(2) == 0,
        StartedAt = Time(random),
        Request = random.Next(2) == 0 ? null : random.Next(),
        RequestedAt = Maybe(random),
        Reverts = random.Next(2) == 0 ? null : Sha(random),
        RevertedBy = Several(random, _ => new RevertedBy(Sha(random), Time(random), Maybe(random))),
    };

    private static ScoredDeployment Deployment(Random random, string repository) =>
        new(repository, Name(random), Name(random), Sha(random), Time(random), (DeploymentKind)random.Next(4), random.Next(), random.Next(2) == 0, Several(random, i => $"p{i}"))
        {
            Changes = Shas(random),
            TakenOut = Shas(random),
            BroughtBack = Shas(random),
            OnMerge = random.Next(2) == 0,
            Restored = random.Next(2) == 0 ? null : new(Time(random), (Core.Score.Dora.RestoredBy)random.Next(5), Name(random)),
            Rework = (Core.Score.Dora.ReworkReasons)random.Next(8),
        };

    private static T[] Several<T>(Random random, Func<int, T> make) => [.. Enumerable.Range(0, random.Next(4)).Select(make)];

    private static decimal Number(Random random) => random.Next(4) switch
    {
        0 => random.Next(100),
        1 => 1m / random.Next(2, 99),
        2 => -new decimal(random.Next(), random.Next(), random.Next(), false, (byte)random.Next(20, 29)),
        _ => new decimal(random.Next(1000), 0, 0, false, (byte)random.Next(29)),
    };

    private static Share Share(Random random) => new(Number(random), Number(random), Number(random));

    private static string Name(Random random) => random.Next(4) switch { 0 => "", 1 => "shop-api", 2 => $"größe {random.Next(5)}", _ => $"n{random.Next(5)}" };

    private static string Sha(Random random) => random.Next(5) == 0 ? $"c{random.Next(9)}" : random.Next(9).ToString("x40", CultureInfo.InvariantCulture);

    private static string[] Shas(Random random) => Several(random, _ => Sha(random));

    private static DateOnly Day(Random random) => DateOnly.FromDateTime(Given.Noon.UtcDateTime).AddDays(random.Next(-900, 900));

    private static DateTimeOffset Time(Random random) => Given.Noon.AddTicks(random.NextInt64(-1_000_000_000_000_000, 1_000_000_000_000_000));

    private static DateTimeOffset? Maybe(Random random) => random.Next(2) == 0 ? null : Time(random);

    private static string[] Lines(ScoreResult score) =>
    [
        $"{score.AsOf:O} {JsonSerializer.Serialize(score.Policy)}",
        .. score.Cells.Select(c => JsonSerializer.Serialize(c)),
        .. score.Changes.Select(c => JsonSerializer.Serialize(c)),
        .. score.Deployments.Select(d => JsonSerializer.Serialize(d)),
        .. score.Services.Select(s => JsonSerializer.Serialize(s)),
        .. score.Links.All.Select(l => JsonSerializer.Serialize(l)),
        .. score.Links.Rest.Select(r => $"{r.Key} {r.Value}").Order(StringComparer.Ordinal),
        .. score.ActiveWeeks.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => $"{w.Key} {JsonSerializer.Serialize(w.Value.Order())}"),
        .. score.Problems.Select(p => p.ToString()),
    ];
}
