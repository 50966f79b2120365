using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Git.Patches;

namespace Shiprank.Sources.Git.Notes;

/// <summary>
/// The body of a git-ai note (Git AI Standard v3.0.0): attested lines up to <c>---</c>, then JSON, of which only the tools of sessions and prompts are looked at.
/// </summary>
internal static class Note
{
    /// <param name="line">1-based line of the note where it is damaged.</param>
    public static bool TryParse(ReadOnlySpan<byte> note, out IReadOnlyList<AttestedRange> ranges, out int line, out string reason)
    {
        var found = new List<AttestedRange>();
        ranges = found;
        (line, reason) = (0, "");
        string? path = null;
        while (note.Length > 0)
        {
            line++;
            var end = note.IndexOf((byte)'\n');
            var text = end < 0 ? note : note[..end];
            note = end < 0 ? default : note[(end + 1)..];
            if (text is [(byte)'\r'] or []) continue;
            if (text.SequenceEqual("---"u8)) return WithoutTests(note, found, out ranges, ref line, out reason);
            if (!text.StartsWith("  "u8))
            {
                if (!TryPath(text, out path)) return Damaged(out reason, "a path that can't be read");
            }
            else if (path is null || !TryEntry(text[2..], path, found))
            {
                return Damaged(out reason, "an entry that can't be read");
            }
        }

        return Damaged(out reason, "it has no line ---");
    }

    private static bool Damaged(out string reason, string what)
    {
        reason = $"the note is damaged: {what}";
        return false;
    }

    private static bool TryPath(ReadOnlySpan<byte> text, out string? path)
    {
        try
        {
            path = GitPath.Parse(text);
            return true;
        }
        catch (InvalidDataException)
        {
            path = null;
            return false;
        }
    }

    /// <summary><c>key 3-9,14</c>. The key <c>human</c> and keys that start with <c>h_</c> are a human's; any other is an AI's.</summary>
    private static bool TryEntry(ReadOnlySpan<byte> text, string path, List<AttestedRange> found)
    {
        var blank = text.IndexOf((byte)' ');
        if (blank <= 0) return false;
        var key = Encoding.UTF8.GetString(text[..blank]);
        var human = key == "human" || key.StartsWith("h_", StringComparison.Ordinal);
        var session = human ? "" : key.Split("::")[0];
        text = text[(blank + 1)..].TrimEnd((byte)'\r');
        for (; ; text = text[1..])
        {
            if (!Utf8Parser.TryParse(text, out int first, out var used)) return false;
            text = text[used..];
            var last = first;
            if (text is [(byte)'-', ..])
            {
                if (!Utf8Parser.TryParse(text[1..], out last, out used)) return false;
                text = text[(1 + used)..];
            }

            if (first < 1 || last < first) return false;
            found.Add(new(path, first, last, human, session));
            if (text.Length == 0) return true;
            if (text[0] != (byte)',') return false;
        }
    }

    private static bool WithoutTests(ReadOnlySpan<byte> json, List<AttestedRange> found, out IReadOnlyList<AttestedRange> ranges, ref int line, out string reason)
    {
        reason = "";
        ranges = found;
        try
        {
            var tests = NoteTools.TestSessions(json);
            if (tests.Count > 0) ranges = found.FindAll(r => !tests.Contains(r.Session));
            return true;
        }
        catch (JsonException e)
        {
            line += 1 + (int)(e.LineNumber ?? 0);
            return Damaged(out reason, "its JSON can't be read");
        }
    }
}
