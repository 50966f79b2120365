namespace Shiprank.Engine.Credentials;

public enum CheckOutcome
{
    Passed,
    Failed,

    /// <summary>What it takes was not at hand.</summary>
    Unknown,
}

/// <summary>One of the steps of a verification.</summary>
/// <param name="Name"><c>format</c>, <c>schema</c>, <c>signature</c>, <c>claims</c>, <c>dates</c>, <c>status</c>.</param>
public sealed record CredentialCheck(string Name, CheckOutcome Outcome, string Detail);

/// <summary>What a verification found, in the order of its steps; after a step that failed the later ones may be missing.</summary>
public sealed record CredentialReport(string? Badge, string? Issuer, IReadOnlyList<CredentialCheck> Checks)
{
    public bool IsValid => Checks.All(c => c.Outcome == CheckOutcome.Passed);

    public bool IsRefuted => Checks.Any(c => c.Outcome == CheckOutcome.Failed);
}
