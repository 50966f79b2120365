using Shiprank.Core.Access;
using Shiprank.Engine.Scoring;
using Shiprank.Store;

namespace Shiprank.Engine.Privacy;

/// <summary>What keeping persons for so many days comes to.</summary>
/// <param name="Before">Rows of earlier days have no person.</param>
public sealed record Retained(DateOnly Before, long Rows, int Restated);

/// <summary>Takes persons off usage rows that are older than the organisation keeps them. Sums of the whole stay; those of teams of those days do not, and are logged as restated.</summary>
public static class Retention
{
    public const string Cause = "retention";

    /// <param name="apply">False: only counts.</param>
    public static Retained Apply(IStore store, Workspace workspace, DateTimeOffset asOf, DateTimeOffset now, string actor, bool apply, CancellationToken cancel = default)
    {
        var before = DateOnly.FromDateTime(asOf.UtcDateTime).AddDays(-(workspace.Organisation.Privacy.RetainPeople ?? throw new InvalidOperationException("the organisation keeps persons for ever")));
        if (!apply) return new(before, store.ReadUsage(new(To: new DateTimeOffset(before, TimeOnly.MinValue, TimeSpan.Zero)), cancel).LongCount(u => u.Row.Person is not null), 0);
        var rows = store.ForgetPeople(before, cancel);
        if (rows == 0) return new(before, 0, 0);
        store.Audit(new AuditEntry(now, actor, "retention.applied", null, $"{rows} rows before {before:yyyy-MM-dd}"), cancel);
        return new(before, rows, Results.Save(store, Facts.Read(store, workspace, asOf, cancel), r => r with { Cause = Cause }, cancel).Count);
    }
}
