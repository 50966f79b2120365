namespace Shiprank.Core.Money.Focus.Validation;

public enum RuleState
{
    Passed,

    /// <summary>At least one row, or the head, breaks it.</summary>
    Failed,

    /// <summary>It is about something that is not declared, or not there.</summary>
    NotApplicable,

    /// <summary>No program can tell, or this one does not understand the rule: it is neither passed nor failed.</summary>
    NotCheckable,

    /// <summary>It allows something, and asks for nothing.</summary>
    Permission,
}

/// <summary>A row that breaks a rule.</summary>
/// <param name="Line">Of the file, from 1; 0: the rule is about the head.</param>
/// <param name="Values">What stands in the columns that the rule looks at: <c>ListCost=3</c>.</param>
public sealed record RuleBreach(long Line, string Values);

/// <summary>What became of a rule.</summary>
/// <param name="Reason">Why it was not checked; else empty.</param>
/// <param name="Broken">How many rows break it; of a rule about groups of rows, how many groups.</param>
/// <param name="First">The first of them.</param>
/// <param name="IsComposite">It only says which other rules have to hold, and fails when one of them does.</param>
public sealed record RuleOutcome(ModelRule Rule, RuleState State, string Reason, long Broken, IReadOnlyList<RuleBreach> First, bool IsComposite)
{
    /// <summary>The file has not the form.</summary>
    public bool IsFailure => State == RuleState.Failed && Rule.Keyword == RuleKeyword.Must;

    public bool IsWarning => State == RuleState.Failed && Rule.Keyword == RuleKeyword.Should;
}
