using System.Buffers.Binary;
using Shiprank.Core.Caps.Loops;

namespace Shiprank.Cli.Commands.Hook;

/// <summary>What hooks remember of one session between two calls: counts and keyed hashes.</summary>
internal sealed record SessionMemory
{
    private const int MostAnswers = 16;

    public required DateTimeOffset BeganAt { get; init; }

    public LoopState Loop { get; init; } = LoopState.Empty;

    /// <summary>Up to where a loop was told of already.</summary>
    public LoopLevel LoopTold { get; init; }

    /// <summary>What was told once and is not told again: names of rules, and <see cref="HookJudge.TicketTold"/>.</summary>
    public IReadOnlyList<string> Told { get; init; } = [];

    /// <summary>Why the run was stopped; empty: it was not.</summary>
    public string Stopped { get; init; } = "";

    /// <summary>The last calls, so that a hook that is installed twice counts each once.</summary>
    public IReadOnlyList<AnsweredCall> Answers { get; init; } = [];

    public AnsweredCall? Answer(ulong id)
    {
        foreach (var answer in Answers)
        {
            if (answer.Id == id) return answer;
        }

        return null;
    }

    public SessionMemory Answered(AnsweredCall answer)
    {
        var answers = new List<AnsweredCall>(Answers);
        answers.RemoveAll(a => a.Id == answer.Id);
        if (answers.Count == MostAnswers) answers.RemoveAt(0);
        answers.Add(answer);
        return this with { Answers = answers };
    }

    public SessionMemory TellingOf(string what) => this with { Told = [.. Told, what] };
}

/// <param name="Id">Hash of the event and the client's id of the call.</param>
/// <param name="Did">A <see cref="Sources.Hooks.HookDo"/>.</param>
/// <param name="NewFiles">Files that it was the first to name.</param>
internal sealed record AnsweredCall(ulong Id, int Did, string Sentence, int NewFiles);

/// <summary>A session's memory as a file: a version, then its members in a fixed order.</summary>
internal static class SessionFile
{
    private const byte Version = 1;

    private const int Most = 1024 * 1024;

    /// <summary>Of a file that is not there or of another version the session is counted from here on.</summary>
    public static SessionMemory Read(string file, DateTimeOffset now)
    {
        try
        {
            if (new FileInfo(file) is { Exists: true, Length: > 0 and < Most } && Parse(File.ReadAllBytes(file)) is { } known) return known;
        }
        catch (Exception broken) when (broken is EndOfStreamException or ArgumentException or FormatException or OverflowException)
        {
            // A disk that filled up.
        }

        return new() { BeganAt = now };
    }

    public static void Write(string file, SessionMemory memory)
    {
        using var bytes = new MemoryStream(4096);
        using (var to = new BinaryWriter(bytes))
        {
            to.Write(Version);
            to.Write(memory.BeganAt.UtcTicks);
            to.Write((byte)memory.LoopTold);
            to.Write(memory.Stopped);
            to.Write(memory.Told.Count);
            foreach (var told in memory.Told) to.Write(told);
            to.Write(memory.Answers.Count);
            foreach (var answer in memory.Answers)
            {
                to.Write(answer.Id);
                to.Write(answer.Did);
                to.Write(answer.Sentence);
                to.Write(answer.NewFiles);
            }

            var loop = memory.Loop;
            to.Write(loop.SinceNew);
            to.Write(loop.FailedKin);
            to.Write(loop.Failures);
            Hashes(to, loop.Files);
            Hashes(to, loop.Writes);
            Hashes(to, loop.Shapes);
            foreach (var calls in loop.Calls) to.Write(calls);
        }

        WholeFile.Write(file, bytes.ToArray());
    }

    private static SessionMemory? Parse(byte[] bytes)
    {
        using var from = new BinaryReader(new MemoryStream(bytes));
        if (from.ReadByte() != Version) return null;
        var (began, level, stopped) = (new DateTimeOffset(from.ReadInt64(), TimeSpan.Zero), (LoopLevel)from.ReadByte(), from.ReadString());
        var told = new List<string>();
        for (var left = Count(from); left > 0; left--) told.Add(from.ReadString());
        var answers = new List<AnsweredCall>();
        for (var left = Count(from); left > 0; left--) answers.Add(new(from.ReadUInt64(), from.ReadInt32(), from.ReadString(), from.ReadInt32()));
        var (since, kin, failures) = (from.ReadInt32(), from.ReadUInt64(), from.ReadInt32());
        var (files, writes, shapes) = (Hashes(from), Hashes(from), Hashes(from));
        var calls = new int[shapes.Length];
        for (var i = 0; i < calls.Length; i++) calls[i] = from.ReadInt32();
        return new() { BeganAt = began, LoopTold = level, Stopped = stopped, Told = told, Answers = answers, Loop = new() { SinceNew = since, FailedKin = kin, Failures = failures, Files = files, Writes = writes, Shapes = shapes, Calls = calls } };
    }

    private static int Count(BinaryReader from) => from.ReadInt32() is >= 0 and <= Most and var count ? count : throw new FormatException();

    private static void Hashes(BinaryWriter to, ulong[] hashes)
    {
        to.Write(hashes.Length);
        var bytes = new byte[hashes.Length * sizeof(ulong)];
        for (var i = 0; i < hashes.Length; i++) BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong)), hashes[i]);
        to.Write(bytes);
    }

    private static ulong[] Hashes(BinaryReader from)
    {
        var count = Count(from);
        var bytes = from.ReadBytes(count * sizeof(ulong));
        if (bytes.Length != count * sizeof(ulong)) throw new FormatException();
        var hashes = new ulong[count];
        for (var i = 0; i < count; i++) hashes[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong)));
        return hashes;
    }
}
