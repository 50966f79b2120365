using Shiprank.Core.Delivery;
using Shiprank.Core.Usage;

namespace Shiprank.Store.Delivery;

/// <summary>Entire's checkpoints inside the body of a history.</summary>
internal static class CheckpointCodec
{
    public static void Write(PackWriter to, IReadOnlyList<CheckpointRecord> checkpoints, TextTable texts)
    {
        to.Count(checkpoints.Count);
        foreach (var checkpoint in checkpoints)
        {
            to.Sha(checkpoint.Id);
            texts.Write(to, checkpoint.Branch);
            to.Count(checkpoint.Sessions.Count);
            foreach (var session in checkpoint.Sessions) WriteSession(to, session, texts);
        }
    }

    public static CheckpointRecord[] Read(ref PackReader from, TextTable texts)
    {
        var checkpoints = new CheckpointRecord[from.Count()];
        for (var i = 0; i < checkpoints.Length; i++)
        {
            var (id, branch) = (from.Sha(), texts.Read(ref from));
            var sessions = new CheckpointSession[from.Count()];
            for (var k = 0; k < sessions.Length; k++) sessions[k] = ReadSession(ref from, texts);
            checkpoints[i] = new(id, branch, sessions);
        }

        return checkpoints;
    }

    private static void WriteSession(PackWriter to, CheckpointSession session, TextTable texts)
    {
        texts.Write(to, session.Tool);
        texts.Write(to, session.Session);
        to.Time(session.At);
        to.Count(session.Snapshots);
        to.Flag(session.Usage is not null);
        if (session.Usage is { } usage)
        {
            var tokens = usage.Tokens;
            foreach (var number in (ReadOnlySpan<long>)[tokens.Input, tokens.CacheRead, tokens.CacheWrite5m, tokens.CacheWrite1h, tokens.Output, tokens.Reasoning, usage.Calls, usage.From]) to.Signed(number);
        }

        to.Flag(session.Lines is not null);
        if (session.Lines is { } lines)
        {
            foreach (var number in (ReadOnlySpan<long>)[lines.Agent, lines.HumanAdded, lines.HumanModified, lines.HumanRemoved, lines.Total]) to.Signed(number);
        }

        to.Count(session.Files.Count);
        foreach (var file in session.Files) texts.Write(to, file);
    }

    private static CheckpointSession ReadSession(ref PackReader from, TextTable texts)
    {
        var (tool, session) = (texts.Read(ref from), texts.Read(ref from));
        var (at, snapshots) = (from.Time(), from.Count());
        CheckpointUsage? usage = from.Flag()
            ? new(new(from.Signed(), from.Signed(), from.Signed(), from.Signed(), from.Signed(), from.Signed()), from.Signed(), (int)from.Signed())
            : null;
        CheckpointLines? lines = from.Flag() ? new(from.Signed(), from.Signed(), from.Signed(), from.Signed(), from.Signed()) : null;
        var files = new string[from.Count()];
        for (var i = 0; i < files.Length; i++) files[i] = texts.Read(ref from);
        return new(tool, session, at, snapshots, usage, lines, files);
    }
}
