using System.CommandLine;
using Shiprank.Cli.Terminal;
using Shiprank.Core.Badges;
using Shiprank.Engine.Badges;
using Shiprank.Engine.Credentials;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Scoring;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Badges;

/// <summary><c>shiprank badges</c>: who holds which badge, and why; what a person lets others see.</summary>
internal static class BadgesCommand
{
    private static readonly Option<string?> person = new("--person") { Description = "Badges of a person: id, address or login", HelpName = "ID" };
    private static readonly Option<string?> team = new("--team") { Description = "Badges of a team", HelpName = "ID" };
    private static readonly Option<string?> repository = new("--repository") { Description = "Badges of a repository", HelpName = "NAME" };
    private static readonly Option<string?> show = new("--show") { Description = "With --person: let others see a badge of theirs", HelpName = "BADGE" };
    private static readonly Option<string?> hide = new("--hide") { Description = "With --person: hide it again", HelpName = "BADGE" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("badges", "Who holds which badge, with the evidence") { person, team, repository, show, hide };
        var definitions = new Command("definitions", "What the badges are and what earns them");
        host.On(definitions, Definitions);
        command.Add(definitions);
        command.Add(VerifyCommand.Create(host));
        var rotate = new Command("rotate-key", "Sign credentials with a new key from now on; those signed before stay valid");
        host.On(rotate, Rotate);
        command.Add(rotate);
        host.On(command, Run);
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        var asked = new[] { (HolderKind.Person, context.Get(person)), (HolderKind.Team, context.Get(team)), (HolderKind.Repository, context.Get(repository)) }.Where(a => a.Item2 is not null).ToList();
        if (asked.Count > 1) return context.Fail(ExitCode.Usage, "--person, --team and --repository name one holder: give one of them");
        var choices = new[] { (context.Get(show), true), (context.Get(hide), false) }.Where(c => c.Item1 is not null).ToList();
        if (choices.Count > 0 && context.Get(person) is null) return context.Fail(ExitCode.Usage, "--show and --hide say what a person shows: name them with --person");
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        var known = open.Workspace.Organisation.Badges.Definitions;
        if (choices.FirstOrDefault(c => known.All(d => d.Id != c.Item1)) is { Item1: { } unknown }) return context.Fail(ExitCode.NotFound, $"no badge {unknown}", "shiprank badges definitions lists them");
        var holder = asked is [var (kind, name)] ? (Kind: kind, Id: kind == HolderKind.Person ? open.Workspace.People.Named(name!).Id : name!) : ((HolderKind Kind, string Id)?)null;
        if (holder is { Kind: HolderKind.Person, Id: var id } && open.Workspace.Organisation.People.Any(p => p.Id == id))
        {
            foreach (var (badge, shown) in choices) open.Store.ShowBadge(id, badge!, shown, context.Cancellation);
        }

        Standing standing;
        using (new ProgressLine(context.Terminal, context.Environment.Clock, () => "scoring"))
        {
            standing = Standing.Of(Facts.Read(open.Store, open.Workspace, context.AsOf, context.Cancellation));
            _ = standing.Awards;
        }

        if (holder is not { } one) Gallery(context, open, standing);
        else if (HolderBadges.Of(standing, open.Store, one.Kind, one.Id) is { } badges) Holder(context, badges, standing);
        else return context.Fail(ExitCode.NotFound, $"no {BadgesDocument.KindText(one.Kind)} {one.Id} in the organisation file");
        foreach (var unread in standing.Unread) context.Terminal.Warn($"{unread.Where}: {unread.Reason}", unread.Remedy);
        return standing.Unread.Count > 0 ? ExitCode.Partial : ExitCode.Ok;
    }

    private static void Gallery(CommandContext context, OpenWorkspace open, Standing standing)
    {
        var gallery = BadgeGallery.Of(standing, open.Store);
        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(stream => BadgesDocument.Write(stream, gallery, standing)));
        else BadgesText.Write(context.Terminal, gallery, standing);
    }

    private static void Holder(CommandContext context, HolderBadges badges, Standing standing)
    {
        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(stream => BadgesDocument.Write(stream, badges, standing)));
        else BadgesText.Write(context.Terminal, badges);
    }

    private static ExitCode Rotate(CommandContext context)
    {
        var key = IssuerKeys.Rotate(context.DataFolder);
        if (!key.Succeeded) return context.Fail(ExitCode.Failure, key.Problem);
        context.Terminal.Out.MarkupLineInterpolated($"credentials are signed with key {key.Value} from now on");
        return ExitCode.Ok;
    }

    private static ExitCode Definitions(CommandContext context)
    {
        IReadOnlyList<BadgeDefinition> definitions = BadgeLibrary.All;
        if (context.ConfigFile is { } path)
        {
            var loaded = Shiprank.Engine.Workspace.Load(path);
            if (loaded.Value is not { } workspace) return context.Fail(ExitCode.Failure, loaded.Problems);
            definitions = workspace.Organisation.Badges.Definitions;
        }

        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(stream => BadgesDocument.Write(stream, definitions)));
        else BadgesText.Write(context.Terminal, definitions);
        return ExitCode.Ok;
    }
}
