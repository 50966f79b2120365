using Shiprank.Engine.Documents;
using Shiprank.Engine.Proof;

namespace Shiprank.Server.Api;

/// <summary>The proof that comes with the product: the document of <c>shiprank proof --shipped --json</c>.</summary>
internal static class ProofReports
{
    public static readonly ApiReport One = new(
        "proof", "getProof", "What ten percentile points cost on each board, by honest work and by every known attack; the proof that comes with this version", [],
        [
            new("schemaVersion", "integer"), new("version", "string"), new("day", "string"), new("seed", "integer"), new("seeds", "integer"), new("people", "integer"), new("rankedWeeks", "integer"), new("short", "boolean"),
            new("policies", "array"), new("budgets", "array"), new("assumptions", "array"), new("honest", "array"), new("boards", "array"), new("attacks", "array"), new("gamerShares", "array"), new("curves", "array"), new("detectors", "array"), new("tailCuts", "array"),
        ],
        _ => ApiAnswer.Of(into => ProofDocument.Write(into, ShippedProof.Report)));
}
