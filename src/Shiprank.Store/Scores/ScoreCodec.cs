using Shiprank.Core.Attribution;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Delivery.Deployments;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;
using Shiprank.Store.Delivery;

namespace Shiprank.Store.Scores;

/// <summary>One repository's part of a result as a body. Names and shas that repeat are written once.</summary>
internal sealed class ScoreCodec
{
    /// <summary>The way that bodies are written: one of another number is not read.</summary>
    public const short Format = 2;

    private readonly TextTable names = new();
    private readonly TextTable shas = new(shas: true);
    private readonly string repository;

    private ScoreCodec(string repository) => this.repository = repository;

    public static byte[] Body(PackWriter to, string repository, RepositoryScore score)
    {
        to.Clear();
        var codec = new ScoreCodec(repository);
        to.Count(score.Changes.Count);
        foreach (var change in score.Changes) codec.Write(to, change);
        to.Count(score.Cells.Count);
        foreach (var cell in score.Cells) codec.Write(to, cell);
        to.Count(score.Deployments.Count);
        foreach (var deployment in score.Deployments) codec.Write(to, deployment);
        to.Count(score.Services.Count);
        foreach (var service in score.Services) codec.Write(to, service);
        to.Count(score.Links.Count);
        foreach (var link in score.Links) codec.Write(to, link);
        return to.Written.ToArray();
    }

    /// <exception cref="InvalidDataException">The body is damaged.</exception>
    public static RepositoryScore Read(string repository, ReadOnlySpan<byte> body)
    {
        var codec = new ScoreCodec(repository);
        var from = new PackReader(body);
        var changes = new List<ScoredChange>();
        for (var i = from.Count(); i > 0; i--) changes.Add(codec.ReadChange(ref from));
        var cells = new List<Cell>();
        for (var i = from.Count(); i > 0; i--) cells.Add(codec.ReadCell(ref from));
        var deployments = new List<ScoredDeployment>();
        for (var i = from.Count(); i > 0; i--) deployments.Add(codec.ReadDeployment(ref from));
        var services = new List<ScoredService>();
        for (var i = from.Count(); i > 0; i--) services.Add(new(repository, codec.names.Read(ref from), (DeploymentMode)from.Number(), from.TimeOrNull()));
        var links = new List<SessionLink>();
        for (var i = from.Count(); i > 0; i--) links.Add(codec.ReadLink(ref from));
        return new(changes, cells, deployments, services, links);
    }

    private void Write(PackWriter to, ScoredChange change)
    {
        shas.Write(to, change.Sha);
        names.Write(to, change.Service);
        to.Number((ulong)change.Mode);
        to.Time(change.MergedAt);
        to.TimeOrNull(change.DeployedAt);
        to.Time(change.StartedAt);
        to.TimeOrNull(change.RequestedAt);
        to.Signed(change.Eligible);
        to.Signed(change.Alive);
        to.Signed(change.Deleted);
        to.Signed(change.Copied);
        to.Count(change.Survival.Count);
        foreach (var point in change.Survival)
        {
            to.Signed(point.Day);
            to.Signed(point.Alive);
        }

        to.Flag(change.Quality is not null);
        if (change.Quality is { } quality) to.Decimal(quality);
        to.Number((ulong)change.Reasons);
        to.Count(change.Parts.Count);
        foreach (var part in change.Parts)
        {
            names.Write(to, part.Person);
            to.Decimal(part.Credit);
            to.Decimal(part.Size);
            to.Share(part.Share);
        }

        to.Share(change.Share);
        to.Number((ulong)change.Evidence);
        to.Number((ulong)change.Fate);
        to.Number((ulong)Facts(change));
        to.Flag(change.Request is not null);
        if (change.Request is { } request) to.Signed(request);
        to.Flag(change.Reverts is not null);
        if (change.Reverts is { } reverts) shas.Write(to, reverts);
        to.Count(change.RevertedBy.Count);
        foreach (var by in change.RevertedBy)
        {
            shas.Write(to, by.Sha);
            to.Time(by.At);
            to.TimeOrNull(by.RestoredAt);
        }
    }

    private ScoredChange ReadChange(ref PackReader from)
    {
        // In the order of Write: an initializer runs from top to bottom.
        var change = new ScoredChange
        {
            Repository = repository,
            Sha = shas.Read(ref from),
            Service = names.Read(ref from),
            Mode = (DeploymentMode)from.Number(),
            MergedAt = from.Time(),
            DeployedAt = from.TimeOrNull(),
            StartedAt = from.Time(),
            RequestedAt = from.TimeOrNull(),
            Eligible = (int)from.Signed(),
            Alive = (int)from.Signed(),
            Deleted = (int)from.Signed(),
            Copied = (int)from.Signed(),
            Survival = ReadSurvival(ref from),
            Quality = from.Flag() ? from.Decimal() : null,
            Reasons = (QualityReasons)from.Number(),
            Parts = ReadParts(ref from),
            Share = from.Share(),
            Evidence = (Evidence)from.Number(),
            Fate = (ChangeFate)from.Number(),
        };
        var facts = (ChangeFacts)from.Number();
        return change with
        {
            Provisional = facts.HasFlag(ChangeFacts.Provisional),
            WasReverted = facts.HasFlag(ChangeFacts.WasReverted),
            WasRolledBack = facts.HasFlag(ChangeFacts.WasRolledBack),
            HasIncident = facts.HasFlag(ChangeFacts.HasIncident),
            ReviewKnown = facts.HasFlag(ChangeFacts.ReviewKnown),
            Reviewed = facts.HasFlag(ChangeFacts.Reviewed),
            Request = from.Flag() ? (int)from.Signed() : null,
            Reverts = from.Flag() ? shas.Read(ref from) : null,
            RevertedBy = ReadReverts(ref from),
        };
    }

    private void Write(PackWriter to, Cell cell)
    {
        names.Write(to, cell.Service);
        to.Day(cell.Day);
        names.Write(to, cell.Person);
        to.Decimal(cell.S);
        to.Decimal(cell.Nd);
        to.Decimal(cell.Scu);
        to.Share(cell.Share);
        to.Flag(cell.Provisional);
        to.Texts(cell.Changes, shas);
    }

    private Cell ReadCell(ref PackReader from) => new(
        repository, names.Read(ref from), from.Day(), names.Read(ref from), from.Decimal(), from.Decimal(), from.Decimal(), from.Share(), from.Flag(), from.Texts(shas));

    private void Write(PackWriter to, ScoredDeployment deployment)
    {
        names.Write(to, deployment.Service);
        shas.Write(to, deployment.Id);
        shas.Write(to, deployment.Sha);
        to.Time(deployment.At);
        to.Number((ulong)deployment.Kind);
        to.Signed(deployment.Delivered);
        to.Flag(deployment.Failed);
        to.Texts(deployment.People, names);
        to.Texts(deployment.Changes, shas);
        to.Texts(deployment.TakenOut, shas);
        to.Texts(deployment.BroughtBack, shas);
        to.Flag(deployment.OnMerge);
        to.Flag(deployment.Restored is not null);
        if (deployment.Restored is { } restored)
        {
            to.Time(restored.At);
            to.Number((ulong)restored.By);
            shas.Write(to, restored.Id);
        }

        to.Number((ulong)deployment.Rework);
    }

    private ScoredDeployment ReadDeployment(ref PackReader from) => new(
        repository, names.Read(ref from), shas.Read(ref from), shas.Read(ref from), from.Time(), (DeploymentKind)from.Number(), (int)from.Signed(), from.Flag(), from.Texts(names))
    {
        Changes = from.Texts(shas),
        TakenOut = from.Texts(shas),
        BroughtBack = from.Texts(shas),
        OnMerge = from.Flag(),
        Restored = from.Flag() ? new(from.Time(), (Core.Score.Dora.RestoredBy)from.Number(), shas.Read(ref from)) : null,
        Rework = (Core.Score.Dora.ReworkReasons)from.Number(),
    };

    private void Write(PackWriter to, ScoredService service)
    {
        names.Write(to, service.Name);
        to.Number((ulong)service.Mode);
        to.TimeOrNull(service.FirstDeployment);
    }

    private void Write(PackWriter to, SessionLink link)
    {
        names.Write(to, link.Session.Tool);
        names.Write(to, link.Session.Session);
        shas.Write(to, link.Change);
        to.Number((ulong)link.Evidence);
        to.Texts(link.Files, names);
        to.Signed(link.MatchedLines);
        to.Texts(link.Commits, shas);
    }

    private SessionLink ReadLink(ref PackReader from) => new(
        new(names.Read(ref from), names.Read(ref from)), repository, shas.Read(ref from), (LinkEvidence)from.Number(), from.Texts(names), (int)from.Signed(), from.Texts(shas));

    private static SurvivalPoint[] ReadSurvival(ref PackReader from)
    {
        var points = new List<SurvivalPoint>();
        for (var i = from.Count(); i > 0; i--) points.Add(new((int)from.Signed(), (int)from.Signed()));
        return [.. points];
    }

    private PersonPart[] ReadParts(ref PackReader from)
    {
        var parts = new List<PersonPart>();
        for (var i = from.Count(); i > 0; i--) parts.Add(new(names.Read(ref from), from.Decimal(), from.Decimal(), from.Share()));
        return [.. parts];
    }

    private RevertedBy[] ReadReverts(ref PackReader from)
    {
        var reverts = new List<RevertedBy>();
        for (var i = from.Count(); i > 0; i--) reverts.Add(new(shas.Read(ref from), from.Time(), from.TimeOrNull()));
        return [.. reverts];
    }

    private static ChangeFacts Facts(ScoredChange change) =>
        (change.Provisional ? ChangeFacts.Provisional : 0)
        | (change.WasReverted ? ChangeFacts.WasReverted : 0)
        | (change.WasRolledBack ? ChangeFacts.WasRolledBack : 0)
        | (change.HasIncident ? ChangeFacts.HasIncident : 0)
        | (change.ReviewKnown ? ChangeFacts.ReviewKnown : 0)
        | (change.Reviewed ? ChangeFacts.Reviewed : 0);

    [Flags]
    private enum ChangeFacts
    {
        None = 0,
        Provisional = 1,
        WasReverted = 2,
        WasRolledBack = 4,
        HasIncident = 8,
        ReviewKnown = 16,
        Reviewed = 32,
    }
}
