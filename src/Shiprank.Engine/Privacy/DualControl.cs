using Shiprank.Core;
using Shiprank.Core.Access;
using Shiprank.Store;

namespace Shiprank.Engine.Privacy;

/// <summary>Tells whose a pseudonym is to who asked, and only after somebody else agreed. Asking, agreeing and telling are in the audit log, the telling for its person to see.</summary>
public sealed class DualControl(IStore store, Workspace workspace, TimeProvider clock)
{
    private static readonly TimeSpan valid = TimeSpan.FromDays(7);

    private readonly Pseudonyms pseudonyms = new(store.Key);

    /// <returns>The person's id once somebody else agreed; else a sentence that says what is waited for.</returns>
    public Result<string> Reveal(string pseudonym, string by)
    {
        var now = clock.GetUtcNow();
        if (Last(pseudonym, now) is { ApprovedBy: { } other } agreed && agreed.AskedBy == by && other != by)
        {
            if (workspace.Organisation.People.FirstOrDefault(p => pseudonyms.Of(p.Id) == pseudonym) is not { } person) return new Problem(pseudonym, 0, "it is nobody's in the organisation file");
            store.Audit(new AuditEntry(now, $"person:{by}", "pseudonym.revealed", person.Id, $"{pseudonym}, agreed by person:{other}"));
            return person.Id;
        }

        store.PutReveal(new(pseudonym, by, now, null, null));
        store.Audit(new AuditEntry(now, $"person:{by}", "pseudonym.asked", null, pseudonym));
        return new Problem(pseudonym, 0, "asked; somebody else has to agree first", $"another administrator: shiprank pseudonym approve {pseudonym} --by THEIR-ID; then ask again");
    }

    public Result<string> Approve(string pseudonym, string by)
    {
        var now = clock.GetUtcNow();
        if (Last(pseudonym, now) is not { ApprovedBy: null } asked) return new Problem(pseudonym, 0, "nobody is waiting to be told whose it is");
        if (asked.AskedBy == by) return new Problem(pseudonym, 0, "who asked cannot agree", "it takes two different people");
        store.PutReveal(asked with { ApprovedBy = by, ApprovedAt = now });
        store.Audit(new AuditEntry(now, $"person:{by}", "pseudonym.approved", null, $"{pseudonym} for person:{asked.AskedBy}"));
        return $"{asked.AskedBy} may ask whose {pseudonym} is, until {now.Add(valid).UtcDateTime:yyyy-MM-dd}.";
    }

    private Reveal? Last(string pseudonym, DateTimeOffset now) => store.ReadReveals().LastOrDefault(r => r.Pseudonym == pseudonym && now - (r.ApprovedAt ?? r.AskedAt) < valid);
}
