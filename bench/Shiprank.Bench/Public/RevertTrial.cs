using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Graph;

namespace Shiprank.Bench.Public;

/// <summary>
/// <c>bench reverts REPOSITORY…</c>: changes that the product takes as reverts by their subject, how many of them find what they revert, and how often
/// request number and title find the same change as the sha does where both are there.
/// </summary>
internal static class RevertTrial
{
    private readonly record struct Tally(int Changes, int Reverts, int Resolved, int BySha, int OfPart, int Both, int Same, int Traps, int TakenBack)
    {
        public static Tally operator +(Tally a, Tally b) => new(
            a.Changes + b.Changes, a.Reverts + b.Reverts, a.Resolved + b.Resolved, a.BySha + b.BySha, a.OfPart + b.OfPart, a.Both + b.Both, a.Same + b.Same, a.Traps + b.Traps, a.TakenBack + b.TakenBack);
    }

    public static int Run(string[] arguments)
    {
        var (say, sum) = (new Figures(), default(Tally));
        foreach (var path in arguments)
        {
            var clone = PublicClone.Open(path);
            var tally = Of(clone, say);
            Say(say, $"{Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(path))} {clone.Git.Head}", tally);
            sum += tally;
        }

        Say(say, "together", sum);
        say.Check(sum.Resolved + sum.OfPart >= 0.95 * sum.Reverts, $"resolved {Figures.Of(sum.Resolved, sum.Reverts)}, with those of one commit of a branch {Figures.Of(sum.Resolved + sum.OfPart, sum.Reverts)}");
        say.Check(sum.Same >= 0.99 * sum.Both, $"request or title name what the sha names: {Figures.Of(sum.Same, sum.Both)}");
        return say.Failed;
    }

    private static Tally Of(PublicClone clone, Figures say)
    {
        var (all, bySha, without) = (Index(clone.History, m => m), Index(clone.History, WithShaAlone), Index(clone.History, m => m with { RevertsSha = "" }));
        var tally = new Tally { Changes = all.Changes.All.Count };
        foreach (var change in all.Changes.All)
        {
            var message = all.Graph.Commits[change.Commit].Message;
            if (message.Revert is null)
            {
                if (message.RevertsSha.Length > 0) tally = tally with { Traps = tally.Traps + 1 };
                continue;
            }

            var (target, sha, other) = (all.Reverts.Target(change.Index), bySha.Reverts.Target(change.Index), without.Reverts.Target(change.Index));
            // A revert of one commit of a branch is a revert of no change; its lines die all the same.
            var part = target < 0 && message.RevertsSha.Length > 0 && all.Graph.Find(message.RevertsSha) is var commit && commit >= 0 && all.Graph.IsOnDefaultBranch(commit);
            if (target < 0) say.Say($"  {(part ? "of one commit of a branch" : "unresolved")} {change.Sha}");
            if (sha >= 0 && other >= 0 && sha != other) say.Say($"  {change.Sha}: by its sha {all.Changes.All[sha].Sha}, by request or title {all.Changes.All[other].Sha}");
            tally += new Tally(0, 1, target >= 0 ? 1 : 0, sha >= 0 ? 1 : 0, part ? 1 : 0, sha >= 0 && other >= 0 ? 1 : 0, sha >= 0 && other == sha ? 1 : 0, 0, all.Reverts.IsRevert(change.Index) ? 0 : 1);
        }

        return tally;
    }

    private static MessageFacts WithShaAlone(MessageFacts message) =>
        message with { RevertsRequest = null, Revert = message.Revert is { } revert ? revert with { QuotedRequest = null, QuotedTitle = ulong.MaxValue } : null };

    private static (CommitGraph Graph, ChangeList Changes, RevertIndex Reverts) Index(RepositoryHistory history, Func<MessageFacts, MessageFacts> read)
    {
        var graph = CommitGraph.Of(history with { Commits = [.. history.Commits.Select(c => c with { Message = read(c.Message) })] }, DateTimeOffset.MaxValue);
        var changes = ChangeList.Of(graph, []);
        return (graph, changes, new(graph, changes));
    }

    private static void Say(Figures say, string name, Tally t) => say.Say(
        $"{name}: changes {t.Changes:N0}, reverts {t.Reverts}, resolved {t.Resolved}, by sha {t.BySha}, of one commit of a branch {t.OfPart}; by both {t.Both}, the same {t.Same}; reverts of reverts {t.TakenBack}; \"This reverts commit\" in another commit's text {t.Traps}");
}
