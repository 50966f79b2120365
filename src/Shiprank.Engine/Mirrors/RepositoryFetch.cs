using Shiprank.Core;
using Shiprank.Core.Organisation;
using Shiprank.Sources.Git;
using Shiprank.Sources.Git.Fetching;
using Shiprank.Sources.Organisation;

namespace Shiprank.Engine.Mirrors;

/// <summary>Fetches repositories before they are read. What can't be fetched is a problem; what was read before stays in force.</summary>
/// <param name="variable">An environment variable's value; null when it is not set.</param>
/// <param name="clones">People's clones are fetched too, not only mirrors.</param>
public sealed class RepositoryFetch(OrganisationFile organisation, Func<string, string?> variable, bool clones)
{
    /// <summary>A history that takes longer is one that hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <returns>True when something changed; null when it was not fetched, for which <paramref name="problems"/> may have a reason.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public bool? Fetch(RepositoryEntry repository, TimeProvider clock, List<Problem> problems, CancellationToken cancel)
    {
        if (!repository.Mirrored && !(clones && repository.Path is not null)) return null;
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        try
        {
            var fetched = repository.Mirrored
                ? GitFetch.Mirror(repository.Path!, repository.Name, repository.Url!, Access(repository, problems), either.Token)
                : GitFetch.Clone(repository.Path!, repository.Name, Access(repository, problems), either.Token);
            if (fetched.Succeeded) return fetched.Value;
            problems.Add(fetched.Problem);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            problems.Add(new(repository.Name, 0, "can't be fetched: it took more than an hour; what was read before stays in force", "clone it by hand and name the folder as `path`"));
        }

        return null;
    }

    private FetchAccess Access(RepositoryEntry repository, List<Problem> problems)
    {
        var forge = repository.Url is { } url ? ForgeOf(url) : null;
        return new(organisation.Mirrors.AllowFile, forge is not null && SecretReader.Read(forge.Token, variable, "fetching " + repository.Name, problems) is [var token, ..] ? token : null);
    }

    /// <summary>A token goes to the forge that it belongs to and to nobody else.</summary>
    private ForgeEntry? ForgeOf(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != "https") return null;
        return new[] { organisation.GitHub, organisation.GitLab }.FirstOrDefault(f =>
            string.Equals(f.Api.Authority, address.Authority, StringComparison.OrdinalIgnoreCase)
            || string.Equals(f.Api.Authority, "api." + address.Authority, StringComparison.OrdinalIgnoreCase));
    }
}
