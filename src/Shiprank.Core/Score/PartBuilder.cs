using Shiprank.Core.Attribution;

namespace Shiprank.Core.Score;

/// <summary>From the lines of a change in a service to each person's part and to the AI share (normalised-deployments.md, sections 5 and 6).</summary>
internal sealed class PartBuilder(LineTally tally, CreditSharing sharing, int service, Evidence marks, Policy policy)
{
    private readonly SortedDictionary<string, Own> own = new(StringComparer.Ordinal);

    public (IReadOnlyList<PersonPart> Parts, Share Share, Evidence Evidence) Build()
    {
        foreach (var line in tally.Lines) AddLines(line.Commit, line.Evidence, line.Eligible, line.Alive);
        foreach (var (commit, count) in tally.Deletions)
        {
            foreach (var (person, part) in sharing.Of(commit, service)) Of(person).Deleted += part * count;
        }

        if (policy.CopiedWeight > 0) AddCopies();
        var share = ShareOf([.. tally.Lines]);
        return (Parts(share), share, StrongestEvidence());
    }

    private void AddCopies()
    {
        foreach (var (commit, count) in tally.Copies)
        {
            foreach (var (person, part) in sharing.Of(commit, service)) Of(person).Copied += part * count;
        }
    }

    private decimal Size(Own lines) => lines.Alive + (policy.CopiedWeight * lines.Copied) + (policy.DeletedWeight * lines.Deleted);

    private void AddLines(int commit, Evidence evidence, int eligible, int alive)
    {
        foreach (var (person, part) in sharing.Of(commit, service))
        {
            var lines = Of(person);
            lines.Alive += part * alive;
            lines.Eligible += part * eligible;
            if (evidence == Evidence.Absent) continue;
            var one = Share.Of(evidence, policy);
            lines.AliveWithEvidence += part * alive;
            lines.AliveShare += one * (part * alive);
            lines.WithEvidence += part * eligible;
            lines.EligibleShare += one * (part * eligible);
        }
    }

    private List<PersonPart> Parts(Share share)
    {
        var size = own.Values.Sum(Size);
        var eligible = own.Values.Sum(o => o.Eligible);
        if (size == 0 && eligible == 0) return [.. sharing.OfAny(service).OrderBy(p => p.Person, StringComparer.Ordinal).Select(p => new PersonPart(p.Person, p.Part, 0, share))];
        var parts = new List<PersonPart>(own.Count);
        foreach (var (person, lines) in own)
        {
            var mine = Size(lines);
            var credit = size > 0 ? mine / size : lines.Eligible / eligible;
            if (credit > 0) parts.Add(new(person, credit, mine, lines.Share(share)));
        }

        return parts;
    }

    private Share ShareOf(IReadOnlyList<(int Commit, Evidence Evidence, int Eligible, int Alive)> lines)
    {
        var (sum, count) = (default(Share), 0);
        foreach (var line in lines)
        {
            var weight = tally.Alive > 0 ? line.Alive : line.Eligible;
            if (line.Evidence == Evidence.Absent || weight == 0) continue;
            sum += Share.Of(line.Evidence, policy) * weight;
            count += weight;
        }

        return count == 0 ? Share.Of(marks, policy) : sum / count;
    }

    private Evidence StrongestEvidence()
    {
        var counts = new int[(int)Evidence.Absent];
        foreach (var line in tally.Lines)
        {
            if (line.Evidence != Evidence.Absent) counts[(int)line.Evidence] += tally.Alive > 0 ? line.Alive : line.Eligible;
        }

        var most = counts.Max();
        return most == 0 ? marks : (Evidence)Array.IndexOf(counts, most);
    }

    private Own Of(string person)
    {
        if (!own.TryGetValue(person, out var lines)) own[person] = lines = new();
        return lines;
    }

    private sealed class Own
    {
        public decimal Alive;
        public decimal Eligible;
        public decimal Deleted;
        public decimal Copied;
        public decimal AliveWithEvidence;
        public decimal WithEvidence;
        public Share AliveShare;
        public Share EligibleShare;

        public Share Share(Share otherwise) => Alive > 0
            ? AliveWithEvidence > 0 ? AliveShare / AliveWithEvidence : otherwise
            : WithEvidence > 0 ? EligibleShare / WithEvidence : otherwise;
    }
}
