using Shiprank.Core.Access;
using Shiprank.Core.Organisation;
using Shiprank.Engine.Scoring;
using Shiprank.Store;

namespace Shiprank.Engine.Privacy;

/// <summary>What forgetting a person comes to.</summary>
/// <param name="Pseudonym">What they are called since.</param>
/// <param name="Rows">Usage rows that lose their person; in a plan those that would.</param>
/// <param name="Restated">Figures of past days that are others then; 0 in a plan.</param>
public sealed record Forgotten(string Person, string Pseudonym, long Rows, int Cells, int Restated);

/// <summary>
/// Forgets a person (GDPR Art. 17): their usage belongs to nobody then, their part of changes to a pseudonym, their choices are gone; keyed hashes of
/// their id, addresses and logins keep a later sync from bringing them back. Sums of the whole stay, those of their team fall, and each such figure is
/// logged as a restatement. What git itself says of its authors, and events as they were sent, stay as they are.
/// </summary>
public static class PersonErasure
{
    public const string Cause = "erasure of a person";

    /// <summary>Null when the organisation file has no such person, or they are forgotten already.</summary>
    public static Forgotten? Plan(Standing standing, IStore store, string id)
    {
        if (standing.Workspace.Organisation.People.FirstOrDefault(p => p.Id == id) is not { } person || ErasedPeople.IsOne(id)) return null;
        var marks = new ErasedPeople(store.Key, []).Marks(person, default);
        return new(id, marks[0].Pseudonym, store.ReadUsage(new(Person: id)).LongCount(), standing.Score.Cells.Count(c => c.Person == id), 0);
    }

    /// <param name="workspace">As the file and what people said have it.</param>
    /// <param name="actor">As the audit log names it.</param>
    /// <param name="asOf">Moment of the results that are computed anew.</param>
    public static Forgotten? Apply(IStore store, Workspace workspace, string id, string actor, DateTimeOffset now, DateTimeOffset asOf, CancellationToken cancel = default)
    {
        if (workspace.Organisation.People.FirstOrDefault(p => p.Id == id) is not { } person || ErasedPeople.IsOne(id)) return null;
        var marks = new ErasedPeople(store.Key, []).Marks(person, now);
        var pseudonym = marks[0].Pseudonym;

        // The log says that somebody was forgotten, and not who.
        store.Audit(new AuditEntry(now, actor, "person.erased", pseudonym, $"{marks.Count} names"), cancel);
        var rows = store.Erase(id, marks, cancel);
        foreach (var repository in store.Repositories()) store.DropCheckpoints(repository, store.Checkpoints(repository), cancel);
        var facts = Facts.Read(store, workspace.Agreed(store), asOf, cancel);
        var restated = Results.Save(store, facts, r => r with { Cause = Cause, Person = r.Person == id ? pseudonym : r.Person }, cancel);
        return new(id, pseudonym, rows, facts.Score.Cells.Count(c => c.Person == pseudonym), restated.Count);
    }
}
