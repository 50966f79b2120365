using Shiprank.Sources.Git;

namespace Shiprank.Engine.Changes;

/// <summary>First lines of commits, asked of the clone: nothing that a person typed is stored.</summary>
public static class ChangeSubjects
{
    /// <summary>Null when the clone is away.</summary>
    public static string? Of(Workspace workspace, string repository, string sha) =>
        workspace.Organisation.Repositories.FirstOrDefault(r => r.Name == repository) is { Path: { } path } entry
        && GitRepository.Open(path, repository, entry.DefaultBranch) is { Succeeded: true } git
            ? git.Value.Subject(sha)
            : null;
}
