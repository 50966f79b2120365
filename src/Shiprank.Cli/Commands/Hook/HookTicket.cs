using Shiprank.Cli.Commands.Ticket;
using Shiprank.Core.Caps;

namespace Shiprank.Cli.Commands.Hook;

/// <summary>What a run says that it is for, from where it is started: the work token, a variable, the branch, what CI calls the branch.</summary>
internal static class HookTicket
{
    private static readonly string[] Keys = ["SHIPRANK_WORK_TOKEN", "ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "OPENAI_API_KEY", "CODEX_API_KEY", "GEMINI_API_KEY", "COPILOT_PROVIDER_API_KEY"];

    private static readonly string[] Branches = ["GITHUB_HEAD_REF", "GITHUB_REF_NAME", "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "CI_COMMIT_REF_NAME"];

    /// <summary>Whoever signed it: the gateway looks at that. Null: none, or one that is over.</summary>
    public static WorkToken? Token(CliEnvironment environment, DateTimeOffset now)
    {
        foreach (var name in Keys)
        {
            if (environment.Variable(name) is { } text && text.StartsWith(WorkToken.Prefix, StringComparison.Ordinal) && WorkToken.Peek(text) is { } token) return token.ExpiresAt > now.ToUnixTimeSeconds() ? token : null;
        }

        return null;
    }

    /// <summary>Of <c>shiprank ticket start</c>: a client that fetches its key by a helper has it in no variable.</summary>
    public static WorkToken? Held(CliEnvironment environment, string folder, DateTimeOffset now) =>
        new TokenPlace(environment.DataFolder).Find(GitHere.Of(folder)?.Root) is var (held, _) && held.Claims is { } token && token.ExpiresAt > now.ToUnixTimeSeconds() ? token : null;

    /// <returns>Empty: none is named.</returns>
    public static string Of(CliEnvironment environment, WorkToken? token, string branch, string pattern)
    {
        if (token is { Ticket.Length: > 0 }) return token.Ticket;
        if (environment.Variable("SHIPRANK_TICKET") is { } named) return named.Trim();
        if (TicketKeys.First(pattern, branch) is { Length: > 0 } ofBranch) return ofBranch;
        foreach (var name in Branches)
        {
            if (environment.Variable(name) is { } ci && TicketKeys.First(pattern, ci) is { Length: > 0 } ofCi) return ofCi;
        }

        return "";
    }

    /// <summary>The branch that CI says, where git has none checked out.</summary>
    public static string Branch(CliEnvironment environment, string branch)
    {
        if (branch.Length > 0) return branch;
        foreach (var name in Branches)
        {
            if (environment.Variable(name) is { } ci) return ci;
        }

        return "";
    }
}
