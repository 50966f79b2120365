namespace Shiprank.Core.Signals.Desk;

/// <summary>How a question stands. Stored as smallint: values never change.</summary>
public enum QuestionState : short
{
    Open = 0,

    /// <summary>Its subject said why it is as it is.</summary>
    Explained = 1,

    /// <summary>Its subject says that the rule is wrong here.</summary>
    Disputed = 2,

    /// <summary>Its subject says that it is so, and will change.</summary>
    Accepted = 3,

    /// <summary>Its subject wants to be asked later.</summary>
    Snoozed = 4,

    /// <summary>The evidence is gone.</summary>
    Cleared = 5,

    /// <summary>Asked anew: evidence came back or doubled, a snooze ended, or a lead asks again.</summary>
    Reopened = 6,

    /// <summary>Taken back by somebody who may see it and is not its subject: the rule was wrong.</summary>
    Withdrawn = 7,
}

/// <summary>A step in the life of a question. Stored as smallint: values never change; those up to 7 are the states that they lead to.</summary>
public enum QuestionStep : short
{
    Opened = 0,
    Explained = 1,
    Disputed = 2,
    Accepted = 3,
    Snoozed = 4,
    Cleared = 5,
    Reopened = 6,
    Withdrawn = 7,

    /// <summary>Evidence came back, and the answer that it had still holds.</summary>
    Resumed = 8,

    /// <summary>A lead looked at a person's question for the first time. It changes nothing, and the person sees it.</summary>
    Looked = 9,
}

/// <summary>What a question may be answered with.</summary>
public enum QuestionAnswer
{
    Explain,
    Dispute,
    Accept,
    Snooze,

    /// <summary>For others than its subject alone.</summary>
    Withdraw,

    /// <summary>For others than its subject alone: the answer does not settle it.</summary>
    AskAgain,
}
