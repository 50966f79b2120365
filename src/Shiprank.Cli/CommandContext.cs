using System.CommandLine;
using System.CommandLine.Parsing;
using Shiprank.Core;

namespace Shiprank.Cli;

/// <summary>What a command works with: its parsed line, the terminal, the machine, and the wish to stop.</summary>
public sealed record CommandContext(ParseResult Parsed, Terminal.Terminal Terminal, CliEnvironment Environment, CancellationToken Cancellation)
{
    /// <summary>The words of the line as they were given.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    public bool Json => Parsed.GetValue(GlobalOptions.Json);

    /// <summary>Absolute.</summary>
    public string DataFolder => Parsed.GetValue(GlobalOptions.Data) is { } data ? Environment.Absolute(data) : Environment.DataFolder;

    /// <summary>Absolute path of the organisation file; null when none was named and none is in the usual places.</summary>
    public string? ConfigFile =>
        Parsed.GetValue(GlobalOptions.Config) is { } config ? Environment.Absolute(config) : Environment.ConfigPlaces.FirstOrDefault(File.Exists);

    public DateTimeOffset AsOf => Parsed.GetValue(GlobalOptions.AsOf) ?? Environment.Clock.GetUtcNow();

    public DateOnly? Since => Parsed.GetValue(GlobalOptions.Since);

    public DateOnly? Until => Parsed.GetValue(GlobalOptions.Until);

    /// <summary>Zone of the report's days: <c>--tz</c>, <c>SHIPRANK_TZ</c>, else UTC.</summary>
    public TimeZoneInfo Zone =>
        Parsed.GetValue(GlobalOptions.Zone)
        ?? (Environment.Variable("SHIPRANK_TZ") is { } name ? GlobalOptions.FindZone(name) : null)
        ?? TimeZoneInfo.Utc;

    /// <summary>The command that the line begins with: <c>event</c> for <c>event deployment</c>; empty for none.</summary>
    public string CommandName
    {
        get
        {
            var name = "";
            for (var at = Parsed.CommandResult; at.Parent is CommandResult above; at = above) name = at.Command.Name;
            return name;
        }
    }

    public bool Offline => Parsed.GetValue(GlobalOptions.Offline);

    public T? Get<T>(Option<T> option) => Parsed.GetValue(option);

    public T? Get<T>(Argument<T> argument) => Parsed.GetValue(argument);

    /// <summary>Says on stderr what went wrong, as a document under <c>--json</c>.</summary>
    public ExitCode Fail(ExitCode code, Problem problem) => Fail(code, problem.ToString(), "");

    /// <summary>Every problem on a line of its own; one document of all under <c>--json</c>.</summary>
    public ExitCode Fail(ExitCode code, IReadOnlyList<Problem> problems)
    {
        if (Json) return Fail(code, string.Join('\n', problems));
        foreach (var problem in problems) Fail(code, problem);
        return code;
    }

    public ExitCode Fail(ExitCode code, string sentence, string hint = "")
    {
        if (Json) ErrorDocument.Write(Terminal.Messages, code, sentence, hint);
        else Terminal.Error(sentence, hint);
        return code;
    }
}
