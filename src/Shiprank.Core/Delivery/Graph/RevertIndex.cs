namespace Shiprank.Core.Delivery.Graph;

/// <summary>Which changes are reverts by their subject, and of which change (normalised-deployments.md, section 4).</summary>
public sealed class RevertIndex
{
    private readonly int[] targets;
    private readonly bool[] earnsNothing;

    public RevertIndex(CommitGraph graph, ChangeList changes)
    {
        targets = new int[changes.All.Count];
        earnsNothing = new bool[changes.All.Count];
        foreach (var change in changes.All)
        {
            var message = graph.Commits[change.Commit].Message;
            targets[change.Index] = -1;
            if (message.Revert is not { } revert) continue;
            var target = Resolve(changes, change.Index, message, revert);
            targets[change.Index] = target;
            earnsNothing[change.Index] = target >= 0 ? !earnsNothing[target] : IsRevert(revert);
        }
    }

    /// <summary>The change that this one reverts; −1 when it is no revert or resolves to none.</summary>
    public int Target(int change) => targets[change];

    /// <summary>True for a revert, resolved or not; false for a revert of a revert, which is an ordinary change.</summary>
    public bool IsRevert(int change) => earnsNothing[change];

    private static bool IsRevert(RevertSubject subject) => subject.Quoted is not { } quoted || !IsRevert(quoted);

    private static int Resolve(ChangeList changes, int index, MessageFacts message, RevertSubject revert)
    {
        if (message.RevertsSha.Length > 0 && changes.Find(message.RevertsSha) is var bySha && bySha >= 0 && bySha < index) return bySha;
        if ((revert.QuotedRequest ?? message.RevertsRequest) is { } request && changes.WithRequest(request, index) is var byRequest && byRequest >= 0) return byRequest;
        if (revert.QuotedRequest is not null && message.RevertsRequest is { } other && changes.WithRequest(other, index) is var byOther && byOther >= 0) return byOther;
        return changes.WithTitle(revert.QuotedTitle, index);
    }
}
