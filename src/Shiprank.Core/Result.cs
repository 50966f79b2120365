namespace Shiprank.Core;

/// <summary>An expected failure: what is wrong, where, and what to do about it. <paramref name="Line"/> is 1-based, 0 when no line is meant.</summary>
public sealed record Problem(string Where, long Line, string Reason, string Remedy = "")
{
    public override string ToString() =>
        (Line > 0 ? $"{Where}:{Line}: {Reason}" : $"{Where}: {Reason}") + (Remedy.Length > 0 ? $" ({Remedy})" : "");
}

/// <summary>A value or the problem that stands in its way. Expected failures are values; bugs are exceptions.</summary>
public readonly record struct Result<T>
{
    private readonly T? value;
    private readonly Problem? problem;

    private Result(T? value, Problem? problem) => (this.value, this.problem) = (value, problem);

    public bool Succeeded => problem is null;

    /// <exception cref="InvalidOperationException">The result is a problem: a bug in the caller, which has to ask first.</exception>
    public T Value => problem is null ? value! : throw new InvalidOperationException(problem.ToString());

    /// <exception cref="InvalidOperationException">The result is a value.</exception>
    public Problem Problem => problem ?? throw new InvalidOperationException("the result is a value");

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Problem problem) => new(default, problem);
}
