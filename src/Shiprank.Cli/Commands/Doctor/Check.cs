namespace Shiprank.Cli.Commands.Doctor;

internal enum CheckStatus
{
    Ok,

    /// <summary>Works, but some figures will be missing or old.</summary>
    Warn,

    /// <summary>A command will fail.</summary>
    Fail,
}

/// <summary>One thing looked at. <paramref name="Remedy"/> says what to do; empty when nothing is to be done.</summary>
internal sealed record Check(string Name, CheckStatus Status, string Detail, string Remedy = "")
{
    public static Check Ok(string name, string detail) => new(name, CheckStatus.Ok, detail);

    public static Check Warn(string name, string detail, string remedy) => new(name, CheckStatus.Warn, detail, remedy);

    public static Check Fail(string name, string detail, string remedy) => new(name, CheckStatus.Fail, detail, remedy);
}
