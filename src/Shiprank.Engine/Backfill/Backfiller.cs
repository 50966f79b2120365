using Shiprank.Core;
using Shiprank.Core.Organisation;
using Shiprank.Sources.ForgeApi;
using Shiprank.Sources.Git;
using Shiprank.Sources.Git.Fetching;
using Shiprank.Sources.Organisation;
using Shiprank.Store;

namespace Shiprank.Engine.Backfill;

/// <summary>
/// Reads through forges' APIs what hooks did not tell: the time before them, and what got lost. Each piece and how far is read with it are kept in one
/// transaction, so a run that is killed goes on where it was.
/// </summary>
/// <param name="variable">An environment variable's value; null when it is not set.</param>
/// <param name="patience">The longest that a forge is let wait for.</param>
public sealed class Backfiller(IStore store, Workspace workspace, Func<string, string?> variable, TimeProvider clock, TimeSpan patience)
{
    /// <summary>Without a wish: more than the year that a window of 52 weeks looks back.</summary>
    public static readonly TimeSpan DefaultReach = TimeSpan.FromDays(400);

    /// <summary>Repositories that lie on a forge, with their address there: the organisation file's, else their clone's origin.</summary>
    public IReadOnlyList<(RepositoryEntry Repository, ForgeProject Project)> On(ForgeKind forge, CancellationToken cancel)
    {
        List<(RepositoryEntry, ForgeProject)> found = [];
        foreach (var repository in workspace.Organisation.Repositories)
        {
            var url = repository.Url ?? (repository.Path is { } path ? GitOrigin.Of(path, cancel) : null);
            if (url is not null && ForgeProject.Of(url) is { } project && project.IsOn(Entry(forge).Api)) found.Add((repository, project));
        }

        return found;
    }

    /// <summary>True when a token is configured for the forge: without one its limits are too narrow to be asked again and again.</summary>
    public bool HasToken(ForgeKind forge) => !Entry(forge).Token.IsEmpty;

    /// <param name="since">How far back; null for as far as before, at first <see cref="DefaultReach"/>.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled; what was read stands.</exception>
    public async Task<BackfillReport> Run(
        ForgeKind forge, IReadOnlyList<(RepositoryEntry Repository, ForgeProject Project)> repositories, DateTimeOffset? since, IProgress<string>? progress = null, CancellationToken cancel = default)
    {
        var report = new BackfillReport();
        var entry = Entry(forge);
        var token = SecretReader.Read(entry.Token, variable, $"forges: {Name(forge)}", report.Problems) is [var first, ..] ? first : null;
        if (token is null && report.Problems.Count > 0)
        {
            report.IsCutShort = true;
            return report;
        }

        using var client = forge == ForgeKind.GitHub ? ForgeClient.GitHub(entry.Api, token, clock, patience) : ForgeClient.GitLab(entry.Api, token, clock, patience);
        foreach (var (repository, project) in repositories)
        {
            progress?.Report(repository.Name);
            var source = ForgeSource.Open(forge, client, project, repository, workspace, store.Key);
            if (!await Read(source, Name(forge), repository.Name, project, since, report, cancel)) break;
        }

        return report;
    }

    /// <returns>False when the forge itself can't be asked, so that no other repository is tried.</returns>
    private async Task<bool> Read(ForgeBackfill source, string forge, string repository, ForgeProject project, DateTimeOffset? since, BackfillReport report, CancellationToken cancel)
    {
        var place = $"{project.Host}/{project.FullName}";
        foreach (var kind in source.Kinds)
        {
            var cursor = store.ReadCursor(forge, place, kind);
            var reach = since ?? cursor?.Reach ?? clock.GetUtcNow() - DefaultReach;
            var furthest = cursor?.Reach < reach ? cursor.Reach : reach;
            var (things, added) = (0, 0);
            Problem? end = null;
            await foreach (var page in source.Read(kind, cursor is null ? null : new(cursor.From, cursor.To), reach, cancel))
            {
                added += store.AddForgePage(page.Events, page.Covered is { } span ? new(forge, place, kind, furthest, span.From, span.To) : null, cancel);
                things += page.Things;
                foreach (var problem in page.Problems) Add(report, repository, problem);
                end = page.End;
            }

            report.Rows.Add(new(repository, kind, things, added));
            if (end is null) continue;
            Add(report, repository, end);
            report.IsCutShort = true;
            if (!ForgeClient.IsAboutOneThing(end)) return false;
        }

        return true;
    }

    private static void Add(BackfillReport report, string repository, Problem problem)
    {
        var named = problem with { Where = $"{repository} on {problem.Where}" };
        if (!report.Problems.Contains(named)) report.Problems.Add(named);
    }

    private ForgeEntry Entry(ForgeKind forge) => forge == ForgeKind.GitHub ? workspace.Organisation.GitHub : workspace.Organisation.GitLab;

    private static string Name(ForgeKind forge) => forge == ForgeKind.GitHub ? "github" : "gitlab";
}

public enum ForgeKind
{
    GitHub,
    GitLab,
}
