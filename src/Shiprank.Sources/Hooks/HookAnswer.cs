namespace Shiprank.Sources.Hooks;

public enum HookDo
{
    /// <summary>Nothing is said.</summary>
    Go,

    /// <summary>It goes on, and the sentence is said.</summary>
    Tell,

    /// <summary>It is not done.</summary>
    Refuse,
}

/// <param name="Sentence">Empty where nothing is said.</param>
public readonly record struct HookDecision(HookDo Do, string Sentence)
{
    public static readonly HookDecision Go = new(HookDo.Go, "");
}

/// <summary>A decision in a client's own dialect.</summary>
/// <param name="Out">For stdout; empty: nothing is written.</param>
/// <param name="Error">For stderr.</param>
/// <param name="Code">Exit code: never 1, which most clients show as a broken hook.</param>
public sealed record HookAnswer(string Out, string Error, int Code)
{
    public static readonly HookAnswer Nothing = new("", "", 0);

    public static HookAnswer Json(string json) => new(json + "\n", "", 0);

    /// <summary>What clients with hooks of a shell's kind take for a refusal.</summary>
    public static HookAnswer ExitTwo(string sentence) => new("", sentence + "\n", 2);
}
