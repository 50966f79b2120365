using System.Globalization;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Delivery.Deployments;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Engine.Scoring;

namespace Shiprank.Engine.Changes;

/// <summary>A session that served a change, with the part of its spend that the change has.</summary>
/// <param name="Responses">Responses of the session that the change has a part of.</param>
/// <param name="CostUsd">Null when none of them has a price.</param>
public sealed record SessionPart(string Tool, string Session, string? Person, LinkEvidence Evidence, DateTimeOffset From, DateTimeOffset To, int Responses, long Tokens, decimal? CostUsd, decimal Credits)
{
    /// <summary>Lines of the change that the session wrote; null when its lines were not compared.</summary>
    public int? MatchedLines { get; init; }

    /// <summary>Files of the linked commits that the session edited; null when they were not compared.</summary>
    public int? MatchedFiles { get; init; }

    /// <summary>How sure the link is, 0 … 1; null when nothing measures it.</summary>
    public decimal? Confidence { get; init; }
}

/// <summary>One change's whole story: what it is in each service, how it was deployed, which sessions served it, what they cost.</summary>
/// <param name="Services">One judgement a service, most eligible lines first.</param>
/// <param name="Deployments">Deployments that delivered it, by service.</param>
/// <param name="Subject">First line of its commit as the clone has it now (it is not stored); null when the clone is away.</param>
public sealed record ChangeStory(
    string Repository,
    string Sha,
    string? Subject,
    IReadOnlyList<ScoredChange> Services,
    IReadOnlyList<ScoredDeployment> Deployments,
    IReadOnlyList<SessionPart> Sessions)
{
    /// <summary>People who keep its sessions and their cost from being shown: none stand in <see cref="Sessions"/> then.</summary>
    public int Hiding { get; init; }

    /// <summary>What happened to it, and by whom.</summary>
    public ChangeBackground Background { get; init; } = ChangeBackground.Unknown;

    /// <summary>Its part of normalised deployments.</summary>
    public decimal Nd { get; init; }

    /// <summary>Null when no session is linked, or none of them has a price.</summary>
    public decimal? CostUsd => Sessions.Any(s => s.CostUsd is not null) ? Sessions.Sum(s => s.CostUsd ?? 0) : null;

    public int Responses => Sessions.Sum(s => s.Responses);

    public long Tokens => Sessions.Sum(s => s.Tokens);

    public decimal Credits => Sessions.Sum(s => s.Credits);

    /// <summary>Cost ÷ eligible lines alive, over all services.</summary>
    public Figure CostPerLine => PerUnit(Services.Sum(s => s.Alive), "none of its lines is alive");

    public Figure CostPerNd => PerUnit(Nd, "it earned no normalised deployment");

    /// <summary>Changes that the id names: a sha or a start of it, <c>#N</c> or <c>repository#N</c> for a request.</summary>
    public static IReadOnlyList<(string Repository, string Sha)> Find(Standing standing, string id)
    {
        var hash = id.LastIndexOf('#');
        var found = hash >= 0 && int.TryParse(id.AsSpan(hash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var request)
            ? standing.Score.Changes.Where(c => c.Request == request && (hash == 0 || c.Repository == id[..hash]))
            : standing.Score.Changes.Where(c => id.Length >= 4 && c.Sha.StartsWith(id, StringComparison.OrdinalIgnoreCase));
        return [.. found.Select(c => (c.Repository, c.Sha)).Distinct()];
    }

    /// <param name="subject">Asks the clone for a commit's first line.</param>
    public static ChangeStory Of(Standing standing, string repository, string sha, Func<string, string, string?> subject)
    {
        var services = standing.Index.Changes[(repository, sha)].OrderByDescending(c => c.Eligible).ThenBy(c => c.Service, StringComparer.Ordinal).ToList();
        var deployments = services.Select(s => s.Service).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .SelectMany(service => standing.Index.Deployments[(repository, service)])
            .Where(d => services.Exists(s => s.Service == d.Service && s.DeployedAt == d.At && d.Delivered > 0 && d.Kind != DeploymentKind.Rollback))
            .ToList();
        var hiding = standing.Index.Costs.Hiding(repository, sha, services.SelectMany(s => s.Parts.Select(p => p.Person)));
        var links = standing.Index.Links[(repository, sha)].ToDictionary(l => l.Session);
        var eligible = services.Sum(s => s.Eligible);
        var sessions = (hiding > 0 ? [] : standing.Spend.OfChange(repository, sha))
            .Select(s => links.TryGetValue(new(s.Tool, s.Session), out var link)
                ? s with { MatchedLines = link.MatchedLines, MatchedFiles = link.Files.Count, Confidence = link.Confidence(eligible) }
                : s)
            .ToList();
        return new(repository, sha, subject(repository, sha), services, deployments, sessions)
        {
            Background = BackgroundFinder.Of(standing, services, withSessions: hiding == 0),
            Hiding = hiding,
            Nd = standing.Index.Nd.GetValueOrDefault((repository, sha)),
        };
    }

    private Figure PerUnit(decimal units, string nothing) => CostUsd is { } cost ? Figure.Of(cost, units, nothing) : Figure.Unknown(Hiding > 0 ? ChangeCostRule.Sentence(Hiding) : Sessions.Count == 0 ? "no session is linked to it" : "none of its sessions has a price");
}
