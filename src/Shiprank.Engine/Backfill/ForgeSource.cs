using Shiprank.Core.Organisation;
using Shiprank.Sources.ForgeApi;
using Shiprank.Store;

namespace Shiprank.Engine.Backfill;

/// <summary>Binds a repository of a forge to the reader of its deliveries.</summary>
internal static class ForgeSource
{
    public static ForgeBackfill Open(ForgeKind forge, ForgeClient client, ForgeProject project, RepositoryEntry repository, Workspace workspace, InstallationKey key) => throw new NotSupportedException();
}
