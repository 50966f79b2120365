using Shiprank.Core.Attribution;
using Shiprank.Core.Delivery.Deployments;
using Shiprank.Core.Delivery.Graph;
using Shiprank.Core.Delivery.Lines;
using Shiprank.Core.Organisation;

namespace Shiprank.Core.Score;

/// <summary>Judges a change in each service that it touches: size, quality, share, fate (normalised-deployments.md, sections 4 to 6).</summary>
internal sealed class ChangeJudge(
    string repository,
    IReadOnlyList<Change> changes,
    IReadOnlyList<ServiceTimeline> timelines,
    int defaultService,
    LineLedger ledger,
    RevertIndex reverts,
    CommitSplits splits,
    CommitEvidence evidence,
    ChangeFacts facts,
    Policy policy,
    DateTimeOffset asOf)
{
    private readonly TimeSpan survival = TimeSpan.FromDays(policy.SurvivalDays);
    private readonly IReadOnlyList<int> curveDays = SurvivalCurve.Days(policy.SurvivalDays);

    public IEnumerable<ScoredChange> Judge(Change change)
    {
        IReadOnlyList<short> touched = ledger.ServicesOf(change.Index) is { Count: > 0 } some ? some : [(short)defaultService];
        var tallies = Tally(change, touched);
        var sharing = new CreditSharing(change, splits.Of, tallies);
        foreach (var service in touched) yield return Judge(change, service, tallies[service], sharing);
    }

    private Dictionary<int, LineTally> Tally(Change change, IReadOnlyList<short> touched)
    {
        var tallies = touched.ToDictionary(s => (int)s, s => new LineTally(new(timelines[s].DeliveredAt(change.Index), curveDays, asOf)));
        var until = touched.ToDictionary(s => (int)s, s => Until(change, s));
        var (first, end) = ledger.LinesOf(change.Index);
        for (var id = first; id < end;)
        {
            // Lines that were added together mostly share all that is known of them.
            var line = ledger.Lines[id];
            var start = id++;
            while (id < end && ledger.Lines[id].Equals(line)) id++;
            if ((line.Flags & (LineFlags.Eligible | LineFlags.CopyCounts)) == LineFlags.None) continue;
            DateTimeOffset? died = line.Death < 0 ? null : changes[line.Death].At;
            if ((line.Flags & LineFlags.Eligible) != 0) tallies[line.Service].AddLines(line.Commit, EvidenceOf(line), id - start, died, until[line.Service]);
            else if (!(died <= until[line.Service])) tallies[line.Service].AddCopies(line.Commit, id - start);
        }

        var (from, to) = ledger.DeletionsOf(change.Index);
        foreach (ref readonly var deletion in ledger.Deletions[from..to])
        {
            if (deletion.CountsAt(until[deletion.Service])) tallies[deletion.Service].AddDeletion(deletion.Commit);
        }

        return tallies;
    }

    private Evidence EvidenceOf(in Line line) => line.Mark switch
    {
        LineMark.Recorded => Evidence.Recorded,
        LineMark.Human => Evidence.Human,
        LineMark.Absent => Evidence.Absent,
        _ => evidence.Of(line.Commit),
    };

    /// <summary>The moment at which the change is judged: its horizon, or as-of when that comes first.</summary>
    private DateTimeOffset Until(Change change, int service) =>
        timelines[service].DeliveredAt(change.Index) is { } delivered && delivered + survival < asOf ? delivered + survival : asOf;

    private ScoredChange Judge(Change change, int service, LineTally tally, CreditSharing sharing)
    {
        var timeline = timelines[service];
        var delivered = timeline.DeliveredAt(change.Index);
        var until = Until(change, service);
        var (parts, share, strongest) = new PartBuilder(tally, sharing, service, evidence.Of(change.Commit), policy).Build();
        var (quality, reasons, incident) = Quality(change, timeline, delivered, until);
        return new()
        {
            Sha = change.Sha,
            Repository = repository,
            Service = timeline.Service.Name,
            Mode = timeline.CountsOnMerge(change.Index) ? DeploymentMode.Trunk : timeline.Mode,
            MergedAt = change.At,
            DeployedAt = delivered,
            Eligible = tally.Eligible,
            Alive = tally.Alive,
            Deleted = tally.Deleted,
            Copied = tally.Copied,
            Survival = tally.Survival.Points(),
            Quality = delivered is null ? null : quality,
            Reasons = reasons,
            Parts = parts,
            Share = share,
            Evidence = strongest,
            Fate = Fate(change, timeline, delivered, tally, reasons),
            Provisional = delivered + survival > asOf,
            WasReverted = delivered is not null && ledger.Reverts.Happened(change.Index, until),
            WasRolledBack = delivered is not null && timeline.WasRolledBack(change.Index, until, TimeSpan.FromHours(policy.RetryHours)),
            HasIncident = incident,
            ReviewKnown = change.Request?.ReviewKnown ?? false,
            Reviewed = facts.IsReviewed(change),
            StartedAt = facts.StartedAt(change),
            Request = change.RequestNumber,
            RequestedAt = change.Request?.OpenedAt,
            Reverts = reverts.Target(change.Index) is >= 0 and var target ? changes[target].Sha : null,
            RevertedBy = [.. ledger.Reverts.Of(change.Index).Select(r => new RevertedBy(changes[r.By].Sha, r.At, r.RestoredAt))],
        };
    }

    private (decimal Quality, QualityReasons Reasons, bool Incident) Quality(Change change, ServiceTimeline timeline, DateTimeOffset? delivered, DateTimeOffset until)
    {
        var (quality, reasons) = (1m, QualityReasons.None);
        if (reverts.IsRevert(change.Index)) reasons |= QualityReasons.Revert;
        if (delivered is not { } from) return (quality, reasons, false);
        if (ledger.Reverts.Holds(change.Index, until)) reasons |= QualityReasons.Reverted;
        if (timeline.IsRolledBack(change.Index, until)) reasons |= QualityReasons.RolledBack;
        if (reasons != QualityReasons.None) quality = 0;
        var worst = facts.IncidentsOf(change, timeline.Service.Name, from, until).Select(i => policy.IncidentLoss[Math.Clamp(i.Severity, 1, 3) - 1]).DefaultIfEmpty(-1).Max();
        if (worst >= 0)
        {
            quality *= 1 - worst;
            reasons |= QualityReasons.Incident;
        }

        if (change.Request is { ReviewKnown: true } && !facts.IsReviewed(change))
        {
            quality *= policy.Unreviewed;
            reasons |= QualityReasons.Unreviewed;
        }

        return (quality, reasons, worst >= 0);
    }

    private static ChangeFate Fate(Change change, ServiceTimeline timeline, DateTimeOffset? delivered, LineTally tally, QualityReasons reasons) =>
        delivered is null ? timeline.IsBaseline(change.Index) ? ChangeFate.Baseline : ChangeFate.Merged
        : reasons.HasFlag(QualityReasons.Reverted) ? ChangeFate.Reverted
        : reasons.HasFlag(QualityReasons.RolledBack) ? ChangeFate.RolledBack
        : tally is { Eligible: > 0, Alive: 0 } ? ChangeFate.Dead
        : ChangeFate.Live;
}
