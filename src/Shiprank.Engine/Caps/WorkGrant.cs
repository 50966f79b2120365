using Shiprank.Core.Caps;

namespace Shiprank.Engine.Caps;

/// <summary>A work token that was made just now: the only moment at which its text is known here.</summary>
/// <param name="Standing">How its ticket stands.</param>
/// <param name="Sentence">What it is bound to and until when, and why its ticket does not count where it doesn't.</param>
public sealed record WorkGrant(string Text, WorkToken Token, TicketStanding Standing, string Sentence);

/// <summary>Why none is made.</summary>
public enum WorkFault
{
    /// <summary>What was asked for can't be.</summary>
    Bad,

    /// <summary>Whoever asks may not have such a one.</summary>
    NotTheirs,

    /// <summary>A run by itself needs a ticket that counts.</summary>
    Ticket,

    /// <summary>There are no keys to sign with.</summary>
    Keys,
}

/// <param name="Field">Name of what is at fault, as the API has it; empty: none is.</param>
/// <param name="Sentence">What is wrong, and the way out.</param>
public sealed record WorkRefusal(WorkFault Fault, string Field, string Sentence);
