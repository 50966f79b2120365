using FsCheck;
using FsCheck.Fluent;

namespace Shiprank.Tests.Scoring.Properties;

internal enum StepKind
{
    AddFile,
    Insert,
    Delete,
    Replace,
    Move,
    Rename,
    Reindent,
    Bot,
    Agent,
    CoAuthor,
    Merge,
    Revert,
    ReLand,
    Deploy,
    DeployOne,
    FailedDeploy,
    Rollback,
    Redeploy,
    Incident,
    Review,

    /// <summary>Lines of one file a second time, in another: now and then fewer than make a block.</summary>
    Copy,

    /// <summary>Lines that died, in another file than theirs.</summary>
    LandElsewhere,
}

/// <summary>One thing that happens in a made-up history; <see cref="A"/> and <see cref="B"/> choose what and how much.</summary>
internal sealed record Step(StepKind Kind, int Who, int A, int B, int Hours)
{
    public static readonly IReadOnlyList<StepKind> Changes =
        [StepKind.AddFile, StepKind.Insert, StepKind.Insert, StepKind.Delete, StepKind.Replace, StepKind.Move, StepKind.Rename, StepKind.Reindent, StepKind.Bot, StepKind.Agent, StepKind.CoAuthor, StepKind.Merge];

    public static readonly IReadOnlyList<StepKind> Everything =
        [.. Changes, StepKind.Revert, StepKind.ReLand, StepKind.Deploy, StepKind.Deploy, StepKind.DeployOne, StepKind.FailedDeploy, StepKind.Rollback, StepKind.Redeploy, StepKind.Incident, StepKind.Review];

    /// <summary>With what policy 2 looks for: blocks that are copied, and that move over changes in either order.</summary>
    public static readonly IReadOnlyList<StepKind> Blocks =
        [.. Everything, StepKind.Copy, StepKind.Copy, StepKind.Copy, StepKind.LandElsewhere, StepKind.LandElsewhere, StepKind.Delete, StepKind.Delete, StepKind.Deploy];

    public static Gen<Step> Of(IReadOnlyList<StepKind> kinds) =>
        from kind in Gen.Elements<StepKind>(kinds)
        from who in Gen.Choose(0, People.Humans.Count - 1)
        from a in Gen.Choose(0, 999)
        from b in Gen.Choose(0, 999)
        from hours in Gen.Frequency((4, Gen.Choose(0, 30)), (2, Gen.Choose(24, 400)), (1, Gen.Choose(600, 2400)))
        select new Step(kind, who, a, b, hours);

    /// <summary>Up to <paramref name="most"/> steps; a failing list is made shorter step by step.</summary>
    public static Arbitrary<Step[]> Lists(IReadOnlyList<StepKind> kinds, int most) => Arb.From(
        Gen.Choose(1, most).SelectMany(n => Of(kinds).ArrayOf(n)),
        list => Enumerable.Range(0, list.Length).Select(skip => list.Where((_, i) => i != skip).ToArray()));

    public override string ToString() => $"{Kind}({Who},{A},{B})+{Hours}h";
}
