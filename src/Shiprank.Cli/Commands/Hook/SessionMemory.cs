using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Shiprank.Core.Caps.Loops;

namespace Shiprank.Cli.Commands.Hook;

/// <summary>What hooks remember of one session between two calls: counts and keyed hashes.</summary>
internal sealed record SessionMemory
{
    private const int MostAnswers = 16;

    public required DateTimeOffset BeganAt { get; init; }

    /// <summary>Hashes of eight bytes each.</summary>
    public byte[] Files { get; init; } = [];

    public byte[] Writes { get; init; } = [];

    public byte[] Shapes { get; init; } = [];

    public IReadOnlyList<int> Calls { get; init; } = [];

    public int SinceNew { get; init; }

    public ulong FailedKin { get; init; }

    public int Failures { get; init; }

    /// <summary>Up to where a loop was told of already.</summary>
    public LoopLevel LoopTold { get; init; }

    /// <summary>What was told once and is not told again: names of rules, and <see cref="HookJudge.TicketTold"/>.</summary>
    public IReadOnlyList<string> Told { get; init; } = [];

    /// <summary>Why the run was stopped; empty: it was not.</summary>
    public string Stopped { get; init; } = "";

    /// <summary>The last calls, so that a hook that is installed twice counts each once.</summary>
    public IReadOnlyList<AnsweredCall> Answers { get; init; } = [];

    public LoopState Loop() => new()
    {
        Files = Numbers(Files),
        Writes = Numbers(Writes),
        Counts = [.. Numbers(Shapes).Zip(Calls, (shape, calls) => new LoopCount(shape, calls))],
        SinceNew = SinceNew,
        FailedKin = FailedKin,
        Failures = Failures,
    };

    public SessionMemory With(LoopState loop) => this with
    {
        Files = Bytes(loop.Files),
        Writes = Bytes(loop.Writes),
        Shapes = Bytes([.. loop.Counts.Select(c => c.Shape)]),
        Calls = [.. loop.Counts.Select(c => c.Calls)],
        SinceNew = loop.SinceNew,
        FailedKin = loop.FailedKin,
        Failures = loop.Failures,
    };

    public SessionMemory Answered(AnsweredCall answer) => this with { Answers = [.. Answers.TakeLast(MostAnswers - 1), answer] };

    public SessionMemory TellingOf(string what) => this with { Told = [.. Told, what] };

    public static SessionMemory Read(string file, DateTimeOffset now)
    {
        try
        {
            if (File.Exists(file) && JsonSerializer.Deserialize(File.ReadAllBytes(file), SessionMemoryJson.Default.SessionMemory) is { Files: not null, Writes: not null, Shapes: not null, Calls: not null, Told: not null, Answers: not null, Stopped: not null } known) return known;
        }
        catch (JsonException)
        {
            // A disk that filled up: the session is counted from here on.
        }

        return new() { BeganAt = now };
    }

    public void Write(string file) => WholeFile.Write(file, JsonSerializer.SerializeToUtf8Bytes(this, SessionMemoryJson.Default.SessionMemory));

    private static ulong[] Numbers(byte[] bytes) => MemoryMarshal.Cast<byte, ulong>(bytes).ToArray();

    private static byte[] Bytes(IReadOnlyList<ulong> numbers) => MemoryMarshal.AsBytes(numbers.ToArray().AsSpan()).ToArray();
}

/// <param name="Id">Hash of the event and the client's id of the call.</param>
/// <param name="Did">A <see cref="Sources.Hooks.HookDo"/>.</param>
/// <param name="NewFiles">Files that it was the first to name.</param>
internal sealed record AnsweredCall(ulong Id, int Did, string Sentence, int NewFiles);

[JsonSerializable(typeof(SessionMemory))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class SessionMemoryJson : JsonSerializerContext;
