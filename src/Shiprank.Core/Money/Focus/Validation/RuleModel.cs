namespace Shiprank.Core.Money.Focus.Validation;

/// <summary>How binding a rule is.</summary>
public enum RuleKeyword
{
    /// <summary>MUST and MUST NOT: a file that breaks it has not the form.</summary>
    Must,

    /// <summary>SHOULD, SHOULD NOT, RECOMMENDED: a warning.</summary>
    Should,

    /// <summary>MAY: it allows, and asks for nothing.</summary>
    May,
}

/// <summary>One rule of a model.</summary>
/// <param name="Reference">The column or attribute that it is about.</param>
/// <param name="Needs">Flags under which it applies: all of them.</param>
/// <param name="Text">What it asks, in words.</param>
/// <param name="Requirement">Null: no program can check it.</param>
/// <param name="Condition">Of the rows that it is about; null: all.</param>
/// <param name="Dependencies">Rules that have to hold too.</param>
/// <param name="Unreadable">Why its requirement is none that we know; null: it is.</param>
public sealed record ModelRule(
    string Id, string Reference, bool IsAttribute, IReadOnlyList<string> Needs, RuleKeyword Keyword, string Text, Check? Requirement, Check? Condition, IReadOnlyList<string> Dependencies, string? Unreadable);

/// <summary>Rules of a version of the specification, in the shape of the public validator's model.</summary>
/// <param name="Flags">What a provider may support; rules that need one apply where it is declared.</param>
/// <param name="Roots">Rules that a file has to satisfy; all others are reached from them.</param>
public sealed record RuleModel(string Version, IReadOnlySet<string> Flags, IReadOnlyList<string> Roots, IReadOnlyList<ModelRule> Rules);
