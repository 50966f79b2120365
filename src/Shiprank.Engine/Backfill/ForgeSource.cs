using Shiprank.Core.Organisation;
using Shiprank.Sources.ForgeApi;
using Shiprank.Sources.Forges;
using Shiprank.Store;

namespace Shiprank.Engine.Backfill;

/// <summary>Binds a repository of a forge to the readers of its deliveries: what the API tells becomes the events that a hook would have made.</summary>
internal static class ForgeSource
{
    public static ForgeBackfill Open(ForgeKind forge, ForgeClient client, ForgeProject project, RepositoryEntry repository, Workspace workspace, InstallationKey key)
    {
        // Known by where it was found, whatever else the file says of it.
        var repositories = new ForgeRepositories(workspace.Organisation with { Repositories = [repository with { Url = project.CloneUrl }] });
        var messages = workspace.Messages(key);
        return forge == ForgeKind.GitHub
            ? ForgeBackfill.GitHub(client, project, new(repositories, messages))
            : ForgeBackfill.GitLab(client, project, new(repositories, messages));
    }
}
