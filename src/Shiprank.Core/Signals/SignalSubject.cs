namespace Shiprank.Core.Signals;

/// <summary>Whom or what a signal is about. Stored as smallint: values never change.</summary>
public enum SubjectKind : short
{
    /// <summary>A person: they see it first, their team's lead later, nobody else ever.</summary>
    Person = 0,

    /// <summary>A team: its members and leads.</summary>
    Team = 1,

    /// <summary>A job that goes by itself (<c>openclaw in shop on PAY-12</c>, a CI job): whoever may see money.</summary>
    Job = 2,

    Repository = 3,

    /// <summary>A badge's threshold or another published line that people pile up at; it names nobody.</summary>
    Threshold = 4,

    Organisation = 5,
}

/// <param name="Id">A person's or team's id, a job's or repository's name; empty for the organisation.</param>
public readonly record struct SignalSubject(SubjectKind Kind, string Id);
