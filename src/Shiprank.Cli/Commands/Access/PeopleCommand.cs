using System.CommandLine;
using Shiprank.Core.Access;
using Shiprank.Engine.Settings;
using Shiprank.Sources.Organisation;

namespace Shiprank.Cli.Commands.Access;

/// <summary><c>shiprank people import</c>: brings the organisation file's people and teams up to what a directory exported.</summary>
internal static class PeopleCommand
{
    private static readonly Argument<string> file = new("FILE") { Description = "CSV with id, name, emails, logins, team, active; or JSON with the same keys" };

    private static readonly Option<bool> dryRun = new("--dry-run", "-n") { Description = "Show what would be written, and write nothing" };

    private static readonly Option<bool> leavers = new("--leavers") { Description = "Whoever the list does not have has left" };

    public static Command Create(CommandHost host)
    {
        var import = new Command("import", "Add people, give them addresses and teams, and let leavers go") { file, dryRun, leavers };
        host.On(import, Import);
        return new Command("people", "People and teams of the organisation file") { import };
    }

    private static ExitCode Import(CommandContext context)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        var listed = PeopleTable.Read(context.Environment.Absolute(context.Get(file)!));
        if (listed.Value is not { } people) return context.Fail(ExitCode.Failure, listed.Problems);
        var now = context.Environment.Clock.GetUtcNow();
        var sync = PeopleSync.Of(open.Workspace.Organisation, people, context.Get(leavers), DateOnly.FromDateTime(now.UtcDateTime));
        var settings = new SettingsFile(open.ConfigPath);
        if (sync.Edits.Count > 0 && Write(context, open, settings, sync, now) is { } failed && failed != ExitCode.Ok) return failed;
        context.Terminal.Messages.WriteLine($"{people.Count} listed, {sync.Added.Count} added, {sync.Left.Count} left{(sync.Unlisted.Count > 0 ? $", {sync.Unlisted.Count} of the file not in the list (--leavers lets them go)" : "")}.");
        return ExitCode.Ok;
    }

    private static ExitCode Write(CommandContext context, OpenWorkspace open, SettingsFile settings, PeopleSync sync, DateTimeOffset now)
    {
        var proposal = settings.Propose(sync.Edits);
        if (proposal.Value is not { } found) return context.Fail(ExitCode.Failure, proposal.Problems);
        foreach (var line in found.Lines) context.Terminal.Data.WriteLine(line.Sign == '…' ? "  …" : $"{line.Sign} {line.Text}");
        if (context.Get(dryRun) || found.ChangesNothing) return ExitCode.Ok;
        switch (settings.Write(found.BasedOn, sync.Edits))
        {
            case EditOutcome.Refused refused:
                return context.Fail(ExitCode.Failure, refused.Problems);
            case EditOutcome.Conflict:
                return context.Fail(ExitCode.Failure, $"{settings.Path} was changed by somebody else at this moment; nothing was written", "run it again");
        }

        open.Store.Audit(new(now, Viewer.Console.Actor, "people.imported", null, $"{sync.Added.Count} added, {sync.Left.Count} left"), context.Cancellation);
        foreach (var person in sync.Left) open.Store.EndSignIns(person, context.Cancellation);
        return ExitCode.Ok;
    }
}
