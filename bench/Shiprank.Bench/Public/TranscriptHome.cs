using Shiprank.Core.Usage;
using Shiprank.Sources.Homes;

namespace Shiprank.Bench.Public;

/// <summary>Transcripts laid out as in a home folder of Claude Code, so that the product reads them as it reads any; gone after use.</summary>
internal sealed class TranscriptHome : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("shiprank-bench-");
    private int count;

    /// <summary>Adds a session's log; its length.</summary>
    /// <param name="withSubAgents">False: without the lines that tell of sub-agents.</param>
    public long Add(string session, ReadOnlySpan<byte> transcript, bool withSubAgents)
    {
        var projects = Path.Combine(folder.FullName, ".claude", "projects", $"-public-{count++}");
        Directory.CreateDirectory(projects);
        using var file = File.Create(Path.Combine(projects, $"{session}.jsonl"));
        foreach (var range in transcript.Split((byte)'\n'))
        {
            var line = transcript[range];
            if (!withSubAgents && line.IndexOf("\"agent_progress\""u8) >= 0) continue;
            file.Write(line);
            file.WriteByte((byte)'\n');
        }

        return transcript.Length;
    }

    public IReadOnlyList<SessionEdit> Edits() =>
        HomeReader.Read(new(folder.FullName, new Dictionary<string, string>(), WithSessions: true, TimeProvider.System, PublicClone.Hasher), new IngestReport()).Edits;

    public void Dispose() => folder.Delete(recursive: true);
}
