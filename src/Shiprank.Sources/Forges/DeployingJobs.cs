using Shiprank.Core.Organisation;

namespace Shiprank.Sources.Forges;

/// <summary>Which services a workflow, pipeline or job deploys: those whose <c>deployed_by</c> has a glob that matches one of its names.</summary>
internal static class DeployingJobs
{
    /// <param name="names">Path, file name, name: what an entry may be written as; empty ones match nothing.</param>
    public static IReadOnlyList<ServiceEntry> ServicesOf(RepositoryEntry repository, params IReadOnlyList<string> names) =>
        [.. repository.Services.Where(s => s.DeployedBy.Any(pattern => Glob.Text(pattern) is var glob && names.Any(n => n.Length > 0 && glob.IsMatch(n))))];
}
