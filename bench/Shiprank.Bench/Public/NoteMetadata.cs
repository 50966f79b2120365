using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Shiprank.Bench.Public;

/// <summary>What a trial wants to know of a git-ai note's JSON and the product does not: the sessions that it describes, and who wrote it.</summary>
internal sealed record NoteMetadata(string Version, IReadOnlyList<NoteMetadata.Session> Sessions, IReadOnlySet<string> Keys)
{
    /// <param name="Key">As the note writes it.</param>
    /// <param name="IsPrompt">The older form.</param>
    public sealed record Session(string Key, string Tool, string Id, bool IsPrompt)
    {
        /// <summary>True when the key is the beginning of the hash of tool and id, as long as it is.</summary>
        public bool IsKeyOfItsSession
        {
            get
            {
                var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Tool}:{Id}")));
                return Key.Length - (IsPrompt ? 0 : 2) is > 0 and <= 64 and var length && Key == (IsPrompt ? "" : "s_") + hash[..length];
            }
        }
    }

    public static NoteMetadata Read(ReadOnlySpan<byte> note)
    {
        var reader = new Utf8JsonReader(note[(note.IndexOf("---\n"u8) + 4)..]);
        using var json = JsonDocument.ParseValue(ref reader);
        var root = json.RootElement;
        var sessions = new List<Session>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (group, prompts) in (ReadOnlySpan<(string, bool)>)[("sessions", false), ("prompts", true), ("humans", false)])
        {
            if (!root.TryGetProperty(group, out var entries)) continue;
            foreach (var entry in entries.EnumerateObject())
            {
                keys.Add(entry.Name);
                if (!entry.Value.TryGetProperty("agent_id", out var agent)) continue;
                sessions.Add(new(entry.Name, agent.GetProperty("tool").GetString()!, agent.GetProperty("id").GetString()!, prompts));
            }
        }

        return new(root.TryGetProperty("git_ai_version", out var version) ? version.GetString()! : "", sessions, keys);
    }

    /// <summary>Major and minor, as <c>1.4</c>, of <c>development:1.4.2</c>; <c>?</c> when the note doesn't say.</summary>
    public string Release => Version.Split(':')[^1].Split('.') is [var major, var minor, ..] ? $"{major}.{minor}" : "?";
}
