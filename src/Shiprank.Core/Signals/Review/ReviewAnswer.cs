namespace Shiprank.Core.Signals.Review;

/// <summary>Was this worth shipping? Stored as smallint: values never change.</summary>
public enum Worth : short
{
    No = 0,
    Partly = 1,
    Yes = 2,

    /// <summary>It counts as no answer.</summary>
    CantSay = 3,
}

/// <summary>What a reviewer said of a change that was drawn.</summary>
/// <param name="Week">Monday of the week that it was drawn of.</param>
public sealed record ReviewAnswer(DateOnly Week, ReviewedChange Change, string Reviewer, Worth Worth, DateTimeOffset At)
{
    public static string Word(Worth worth) => worth switch { Worth.Yes => "yes", Worth.Partly => "partly", Worth.No => "no", _ => "cant-say" };

    /// <returns>Null for a word that is none.</returns>
    public static Worth? Of(string word) => word switch { "yes" => Worth.Yes, "partly" => Worth.Partly, "no" => Worth.No, "cant-say" => Worth.CantSay, _ => null };
}
