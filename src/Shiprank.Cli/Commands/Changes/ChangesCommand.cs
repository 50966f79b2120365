using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Shiprank.Cli.Terminal;
using Shiprank.Engine.Changes;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Scoring;
using Shiprank.Sources.Git;

namespace Shiprank.Cli.Commands.Changes;

/// <summary><c>shiprank changes</c>: which change cost what, and did it last? A list to filter and sort.</summary>
internal static class ChangesCommand
{
    private const int Shown = 20;

    private static readonly Option<ChangeSort> sort = ChoiceOptions.One(
        "--sort", "What comes first: the latest (default), the most expensive, the largest", ("date", ChangeSort.Date), ("cost", ChangeSort.Cost), ("lines", ChangeSort.Lines));

    private static readonly Option<int?> limit = new("--limit")
    {
        Description = "Rows to show (default: 20; with --json all)",
        HelpName = "N",
        CustomParser = Count,
    };

    public static Command Create(CommandHost host)
    {
        var command = new Command("changes", "Changes with their fate, cost and evidence: list, filter, sort");
        foreach (var option in FilterOptions.All) command.Add(option);
        command.Add(sort);
        command.Add(limit);
        host.On(command, Run);
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        var names = new SharedNames(open.Workspace.Organisation);
        if (FilterOptions.Read(context, open.Workspace, names, out code) is not { } filter) return code;
        ChangeListing listing;
        using (new ProgressLine(context.Terminal, context.Environment.Clock, () => "scoring"))
        {
            var standing = Standing.Of(Facts.Read(open.Store, open.Workspace, context.AsOf, context.Cancellation));
            listing = ChangeListing.Of(standing, filter, context.Get(sort), context.Get(limit) ?? (context.Json ? null : Shown));
        }

        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(stream => ChangesDocument.Write(stream, listing, context.Get(sort), names, open.Workspace.Policy, context.AsOf)));
        else ChangesText.Write(context.Terminal, listing, context.Get(sort), names, () => Titles(open, listing, context.Cancellation));
        return ExitCode.Ok;
    }

    /// <summary>First lines of the changes' messages as the clones have them now; nothing that a person typed is stored.</summary>
    private static Dictionary<(string Repository, string Sha), string> Titles(OpenWorkspace open, ChangeListing listing, CancellationToken cancel)
    {
        var titles = new Dictionary<(string, string), string>();
        foreach (var rows in listing.Rows.GroupBy(r => r.Repository, StringComparer.Ordinal))
        {
            if (open.Workspace.Organisation.Repositories.FirstOrDefault(r => r.Name == rows.Key) is not { Path: { } path } entry) continue;
            if (GitRepository.Open(path, rows.Key, entry.DefaultBranch) is not { Succeeded: true } git) continue;
            foreach (var (sha, subject) in git.Value.Subjects([.. rows.Select(r => r.Sha)], cancel)) titles[(rows.Key, sha)] = subject;
        }

        return titles;
    }

    private static int? Count(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var rows) && rows > 0) return rows;
        result.AddError($"--limit: '{result.Tokens[0].Value}' is no number of rows (20)");
        return null;
    }
}
