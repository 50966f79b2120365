using System.CommandLine;
using System.Security.Cryptography;
using Shiprank.Core.Access;
using Shiprank.Core.Organisation;
using Shiprank.Engine.Documents;

namespace Shiprank.Cli.Commands.Access;

/// <summary><c>shiprank token new|list|revoke</c>: service tokens. The text of one is printed once, to stdout, and is nowhere afterwards.</summary>
internal static class TokenCommand
{
    private static readonly Argument<string[]> scopes = new("SCOPE") { Description = string.Join(", ", RoleNames.Scopes.Select(s => s.Name)), Arity = ArgumentArity.OneOrMore };

    private static readonly Option<string?> name = new("--name") { Description = "What it is for", HelpName = "TEXT" };

    private static readonly Option<string?> person = new("--person") { Description = "Whose usage it sends (default: a machine's)", HelpName = "ID" };

    private static readonly Option<int> days = new("--days") { Description = $"Days until it expires, {NewToken.MostDays} at most", HelpName = "N", DefaultValueFactory = _ => NewToken.DefaultDays };

    private static readonly Argument<string> id = new("ID") { Description = "As `shiprank token list` shows it: shp_ and six signs" };

    public static Command Create(CommandHost host)
    {
        var make = new Command("new", "Make a token; it is shown once") { scopes, name, person, days };
        host.On(make, New);
        var list = new Command("list", "All tokens: what they may do, how long, and when they were used");
        host.On(list, List);
        var revoke = new Command("revoke", "End a token now") { id };
        host.On(revoke, Revoke);
        return new Command("token", "Service tokens for programs that send usage or read figures") { make, list, revoke };
    }

    private static ExitCode New(CommandContext context)
    {
        var wanted = Scopes.None;
        foreach (var word in context.Get(scopes)!)
        {
            if (RoleNames.Scope(word) is not { } scope) return context.Fail(ExitCode.Usage, $"there is no scope '{word}'", string.Join(", ", RoleNames.Scopes.Select(s => s.Name)));
            wanted |= scope;
        }

        if (context.Get(days) is < 1 or > NewToken.MostDays) return context.Fail(ExitCode.Usage, $"--days: {context.Get(days)} is not from 1 to {NewToken.MostDays}");
        if (context.Get(name) is { } text && (text.Length > 100 || text.Any(char.IsControl))) return context.Fail(ExitCode.Usage, "--name: at most 100 characters of one line");
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        if (context.Get(person) is { } whose && open.Workspace.Organisation.People.FirstOrDefault(p => p.Id == whose) is not { Active: true }) return context.Fail(ExitCode.NotFound, $"the organisation file has no person \"{whose}\" who is there");
        var made = NewToken.Of(RandomNumberGenerator.GetBytes(32), context.Get(name) ?? "", wanted, context.Get(person), Viewer.Console, context.Environment.Clock.GetUtcNow(), context.Get(days));
        open.Store.AddToken(made.Kept, context.Cancellation);
        Log(context, open, "token.made", made.Kept.Person, $"{made.Kept.Id} {RoleNames.Text(wanted)}");
        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(into => TokensDocument.Write(into, [made.Kept], made.Text)));
        else context.Terminal.Data.WriteLine(made.Text);
        context.Terminal.Messages.WriteLine($"It is good until {made.Kept.ExpiresAt:yyyy-MM-dd}, and is shown here once: only its hash is kept.");
        return ExitCode.Ok;
    }

    private static ExitCode List(CommandContext context)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        var tokens = open.Store.ReadTokens();
        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(into => TokensDocument.Write(into, tokens)));
        else AccessText.Tokens(context.Terminal, tokens, context.Environment.Clock.GetUtcNow());
        return ExitCode.Ok;
    }

    private static ExitCode Revoke(CommandContext context)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        var which = context.Get(id)!;
        if (!open.Store.RevokeToken(which, context.Environment.Clock.GetUtcNow(), context.Cancellation)) return context.Fail(ExitCode.NotFound, "there is no such token, or it was revoked before", "shiprank token list");
        Log(context, open, "token.revoked", null, which);
        context.Terminal.Messages.WriteLine($"{which} is of no use any more.");
        return ExitCode.Ok;
    }

    private static void Log(CommandContext context, OpenWorkspace open, string action, string? about, string detail) =>
        open.Store.Audit(new(context.Environment.Clock.GetUtcNow(), Viewer.Console.Actor, action, about, detail), context.Cancellation);
}
