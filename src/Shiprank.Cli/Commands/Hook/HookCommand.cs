using System.CommandLine;
using Shiprank.Sources.Hooks;

namespace Shiprank.Cli.Commands.Hook;

/// <summary><c>shiprank hook CLIENT [EVENT]</c>: what coding agents call before they do something.</summary>
internal static class HookCommand
{
    public const string Name = "hook";

    /// <summary>For <c>--help</c> alone: a call of it is answered before the command line is made.</summary>
    public static Command Create(CommandHost host)
    {
        var client = new Argument<string>("CLIENT") { Description = "claude-code, codex, gemini-cli, copilot, kiro, openclaw" };
        var at = new Argument<string?>("EVENT") { Description = "Where stdin does not name it (copilot, openclaw)", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command(Name, "Answer a coding agent that asks before it does something; its JSON is on stdin (shiprank connect CLIENT --hooks sets it up)") { client, at };
        host.On(command, _ => ExitCode.Ok);
        return command;
    }

    /// <summary>Whether a line is answered by <see cref="Answer"/>.</summary>
    public static bool Takes(IReadOnlyList<string> args) => args.Count > 0 && args[0] == Name && !args.Contains("--help") && !args.Contains("-h") && !args.Contains("-?");

    /// <returns>Exit code: 2 is a refusal in some clients' dialects, everything else is 0.</returns>
    public static int Answer(IReadOnlyList<string> args, TextWriter stdout, TextWriter stderr, CliEnvironment environment)
    {
        var (words, data) = (new List<string>(2), environment.DataFolder);
        for (var i = 1; i < args.Count; i++)
        {
            if (args[i] == "--data" && i + 1 < args.Count) data = environment.Absolute(args[++i]);
            else if (args[i] is "--config" or "--tz" or "--as-of" or "--since" or "--until") i++;
            else if (!args[i].StartsWith('-')) words.Add(args[i]);
        }

        try
        {
            var answer = Guarded(words, environment, data);
            stdout.Write(answer.Out);
            stdout.Flush();
            stderr.Write(answer.Error);
            stderr.Flush();
            return answer.Code;
        }
        catch (IOException)
        {
            // The client has gone: there is nobody to tell.
            return 0;
        }
    }

    /// <summary>The edge of this process: a bug is a line with its kind, without its words, which may be somebody's.</summary>
    private static HookAnswer Guarded(List<string> words, CliEnvironment environment, string data)
    {
        try
        {
            return HookRun.Run(words.Count > 0 ? words[0] : "", words.Count > 1 ? words[1] : null, environment, data);
        }
        catch (Exception bug) when (bug is not OutOfMemoryException)
        {
            return new("", $"shiprank hook: a bug ({bug.GetType().Name}); the call goes on\n", 0);
        }
    }
}
