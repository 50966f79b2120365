using Shiprank.Engine.Documents;
using Shiprank.Engine.Proof.Paper;

namespace Shiprank.Engine.Proof;

/// <summary>A proof as files: the document for people with its plots, and the data.</summary>
public static class ProofFiles
{
    /// <exception cref="IOException">It can't be written.</exception>
    public static void Write(string folder, ProofReport report)
    {
        Directory.CreateDirectory(folder);
        using (var data = File.Create(Path.Combine(folder, "proof.json"))) ProofDocument.Write(data, report);
        File.WriteAllText(Path.Combine(folder, "proof.md"), ProofPaper.Of(report));
        foreach (var (file, svg) in ProofPlots.All(report)) File.WriteAllText(Path.Combine(folder, file), svg);
    }
}
