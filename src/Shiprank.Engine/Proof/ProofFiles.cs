using Shiprank.Engine.Documents;

namespace Shiprank.Engine.Proof;

/// <summary>A proof as files: the document for people with its plots, and the data.</summary>
public static class ProofFiles
{
    /// <exception cref="IOException">It can't be written.</exception>
    public static void Write(string folder, ProofReport report)
    {
        Directory.CreateDirectory(folder);
        using var data = File.Create(Path.Combine(folder, "proof.json"));
        ProofDocument.Write(data, report);
    }
}
