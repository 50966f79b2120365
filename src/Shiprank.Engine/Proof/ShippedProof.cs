using Shiprank.Engine.Documents;

namespace Shiprank.Engine.Proof;

/// <summary>The proof that comes with the product: made by <c>make proof</c>, committed, shown on the page.</summary>
public static class ShippedProof
{
    private const string Name = "Shiprank.Engine.Proof.proof.json";
    private static readonly Lazy<ProofReport> report = new(Read);

    public static ProofReport Report => report.Value;

    private static ProofReport Read()
    {
        using var stream = typeof(ShippedProof).Assembly.GetManifestResourceStream(Name) ?? throw new InvalidOperationException("the build left the proof out");
        return ProofDocument.Read(stream);
    }
}
