using Shiprank.Core;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Score;
using Shiprank.Store.Delivery;

namespace Shiprank.Store.Scores;

/// <summary>What of a result belongs to no repository, as a body.</summary>
internal sealed record ScoreRunBody(
    Policy Policy, DateTimeOffset AsOf, IReadOnlyDictionary<string, IReadOnlySet<DateOnly>> ActiveWeeks, IReadOnlyDictionary<SessionId, int> Rest, IReadOnlyList<Problem> Problems)
{
    public static byte[] Body(PackWriter to, ScoreResult score)
    {
        to.Clear();
        to.Time(score.AsOf);
        Write(to, score.Policy);
        var names = new TextTable();
        to.Count(score.ActiveWeeks.Count);
        foreach (var (person, weeks) in score.ActiveWeeks.OrderBy(w => w.Key, StringComparer.Ordinal))
        {
            to.Text(person);
            to.Count(weeks.Count);
            foreach (var monday in weeks.Order()) to.Day(monday);
        }

        to.Count(score.Links.Rest.Count);
        foreach (var (session, lines) in score.Links.Rest.OrderBy(r => r.Key.Tool, StringComparer.Ordinal).ThenBy(r => r.Key.Session, StringComparer.Ordinal))
        {
            names.Write(to, session.Tool);
            to.Text(session.Session);
            to.Signed(lines);
        }

        to.Count(score.Problems.Count);
        foreach (var problem in score.Problems)
        {
            to.Text(problem.Where);
            to.Signed(problem.Line);
            to.Text(problem.Reason);
            to.Text(problem.Remedy);
        }

        return to.Written.ToArray();
    }

    /// <exception cref="InvalidDataException">The body is damaged.</exception>
    public static ScoreRunBody Read(ReadOnlySpan<byte> body)
    {
        var names = new TextTable();
        var from = new PackReader(body);
        var asOf = from.Time();
        var policy = ReadPolicy(ref from);
        var weeks = new Dictionary<string, IReadOnlySet<DateOnly>>(StringComparer.Ordinal);
        for (var i = from.Count(); i > 0; i--)
        {
            var (person, mondays) = (from.Text(), new HashSet<DateOnly>());
            for (var w = from.Count(); w > 0; w--) mondays.Add(from.Day());
            weeks.Add(person, mondays);
        }

        var rest = new Dictionary<SessionId, int>();
        for (var i = from.Count(); i > 0; i--) rest.Add(new(names.Read(ref from), from.Text()), (int)from.Signed());
        var problems = new List<Problem>();
        for (var i = from.Count(); i > 0; i--) problems.Add(new(from.Text(), from.Signed(), from.Text(), from.Text()));
        return new(policy, asOf, weeks, rest, problems);
    }

    private static void Write(PackWriter to, Policy policy)
    {
        to.Text(policy.Name);
        to.Text(policy.Sha256);
        foreach (var whole in (ReadOnlySpan<int>)[policy.SurvivalDays, policy.MinAlnum, policy.MinGroup, policy.RestoreDays, policy.OldLineDays, policy.RetryHours, policy.WindowWeeks, policy.BlockLines, policy.MoveDays]) to.Signed(whole);
        foreach (var number in (ReadOnlySpan<decimal>)[policy.Kappa, policy.DeletedWeight, policy.Unreviewed, policy.TrailerShare, policy.SessionShare, policy.WeakShare, policy.SizeCap, policy.BandProbability, policy.CopiedWeight]) to.Decimal(number);
        to.Count(policy.IncidentLoss.Count);
        foreach (var loss in policy.IncidentLoss) to.Decimal(loss);
    }

    private static Policy ReadPolicy(ref PackReader from)
    {
        // In the order of Write: an initializer runs from top to bottom.
        return new()
        {
            Name = from.Text(),
            Sha256 = from.Text(),
            SurvivalDays = (int)from.Signed(),
            MinAlnum = (int)from.Signed(),
            MinGroup = (int)from.Signed(),
            RestoreDays = (int)from.Signed(),
            OldLineDays = (int)from.Signed(),
            RetryHours = (int)from.Signed(),
            WindowWeeks = (int)from.Signed(),
            BlockLines = (int)from.Signed(),
            MoveDays = (int)from.Signed(),
            Kappa = from.Decimal(),
            DeletedWeight = from.Decimal(),
            Unreviewed = from.Decimal(),
            TrailerShare = from.Decimal(),
            SessionShare = from.Decimal(),
            WeakShare = from.Decimal(),
            SizeCap = from.Decimal(),
            BandProbability = from.Decimal(),
            CopiedWeight = from.Decimal(),
            IncidentLoss = ReadDecimals(ref from),
        };
    }

    private static decimal[] ReadDecimals(ref PackReader from)
    {
        var numbers = new List<decimal>();
        for (var i = from.Count(); i > 0; i--) numbers.Add(from.Decimal());
        return [.. numbers];
    }
}
