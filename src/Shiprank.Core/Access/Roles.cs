namespace Shiprank.Core.Access;

/// <summary>What a person may do. Several may be held at once; none means no access at all.</summary>
[Flags]
public enum Roles : short
{
    None = 0,

    /// <summary>Sees all of their own, and groups.</summary>
    Member = 1,

    /// <summary>Also what the teams that they lead agreed to show.</summary>
    Lead = 2,

    /// <summary>Money by cost centre, no names.</summary>
    Finops = 4,

    /// <summary>Settings. Looking at a person is written to the audit log and shown to that person.</summary>
    Admin = 8,

    /// <summary>Reads everything that groups may show, and the audit log; changes nothing.</summary>
    Auditor = 16,
}
