using Shiprank.Core.Score;
using Shiprank.Sources.Organisation;

namespace Shiprank.Engine.Proof;

/// <summary>Policies that the product brings along: a proof has boards of each.</summary>
public static class ProofPolicies
{
    public static IReadOnlyList<Policy> BuiltIn => PolicyReader.BuiltIns;
}
