using Shiprank.Engine;
using Shiprank.Sources.Git;

namespace Shiprank.Server.Features.Changes;

/// <summary>First lines of commits, asked of the clone: nothing that a person typed is stored.</summary>
public sealed class ChangeSubjects
{
    /// <summary>Null when the clone is away.</summary>
    public string? Of(Workspace workspace, string repository, string sha) =>
        workspace.Organisation.Repositories.FirstOrDefault(r => r.Name == repository) is { Path: { } path } entry
        && GitRepository.Open(path, repository, entry.DefaultBranch) is { Succeeded: true } git
            ? git.Value.Subject(sha)
            : null;
}
