namespace Shiprank.Core.Access;

/// <summary>What an address asks of whoever comes to it. One that names none is closed to everybody.</summary>
public enum Right : short
{
    /// <summary>Anybody: it has a proof of its own (a webhook's secret), or nothing to hide (health, assets, signing in).</summary>
    Open,

    /// <summary>What every member may see: groups and outcomes.</summary>
    Groups,

    /// <summary>A person's own figures. Somebody else's: an administrator or a token for scores, audited and shown to that person.</summary>
    Person,

    /// <summary>Cells of all people (the score document), audited.</summary>
    Cells,

    /// <summary>Money by cost centre, no names.</summary>
    Money,

    /// <summary>Where facts come from. Identities that belong to nobody stand there, so it is not for members.</summary>
    Sources,

    /// <summary>Changes how things are counted, and who may what.</summary>
    Settings,

    /// <summary>The audit log.</summary>
    Audit,

    /// <summary>The server's own metrics.</summary>
    Metrics,

    /// <summary>Sends usage.</summary>
    Ingest,

    /// <summary>Brings people and their teams up to date.</summary>
    People,

    /// <summary>Badges that people chose to show.</summary>
    Badges,

    /// <summary>Gets work tokens, and what hooks judge by.</summary>
    Work,
}
