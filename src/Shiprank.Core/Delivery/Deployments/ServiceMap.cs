using Shiprank.Core.Organisation;

namespace Shiprank.Core.Delivery.Deployments;

/// <summary>The services of a repository and the one that a path belongs to: the longest prefix wins, a path outside all goes to the default service.</summary>
public sealed class ServiceMap
{
    private const string DefaultEnvironment = "production";

    private readonly List<(string Prefix, int Service)> prefixes;
    private readonly int defaultService;

    public ServiceMap(RepositoryEntry repository)
    {
        var services = repository.Services.ToList();
        defaultService = services.FindIndex(s => s.Paths.Count == 0);
        if (defaultService < 0) defaultService = services.FindIndex(s => string.Equals(s.Name, repository.Name, StringComparison.Ordinal));
        if (defaultService < 0)
        {
            defaultService = services.Count;
            services.Add(new(repository.Name, [], null, DefaultEnvironment, DeploymentMode.Auto));
        }

        Services = services;
        prefixes = [.. services
            .SelectMany((service, index) => service.Paths.Select(path => (path, index)))
            .OrderByDescending(p => p.path.Length)
            .ThenBy(p => p.index)];
    }

    public IReadOnlyList<ServiceEntry> Services { get; }

    public int Default => defaultService;

    /// <summary>
    /// True when the event deploys this service: it names it or none, and its environment is the service's. What a forge calls production
    /// is that of a service which has the default environment, unless a service of the repository has one of that very name.
    /// </summary>
    public bool IsOf(DeploymentEvent e, ServiceEntry service) =>
        (e.Service is null || string.Equals(e.Service, service.Name, StringComparison.Ordinal))
        && (string.Equals(e.Environment, service.Environment, StringComparison.Ordinal)
            || (e.Production && service.Environment == DefaultEnvironment && !Services.Any(s => string.Equals(s.Environment, e.Environment, StringComparison.Ordinal))));

    /// <summary>True when the event deploys any of the services: a preview of a request, which forges tell of too, deploys none.</summary>
    public bool Takes(DeploymentEvent e) => Services.Any(s => IsOf(e, s));

    /// <summary>All that <see cref="Of"/> decides by, as texts.</summary>
    public IEnumerable<string> Setting => [$"services {Services.Count} {defaultService}", .. prefixes.Select(p => $"path {p.Service} {p.Prefix}")];

    public int Of(string path)
    {
        foreach (var (prefix, service) in prefixes)
        {
            if (path.StartsWith(prefix, StringComparison.Ordinal)) return service;
        }

        return defaultService;
    }
}
