namespace Shiprank.Core.Money.Focus;

/// <summary>A form of the FinOps Open Cost and Usage Specification that an export can have.</summary>
public enum FocusVersion
{
    /// <summary>1.2: who provides and who publishes; the form for which a public rule model exists.</summary>
    V12,

    /// <summary>1.4: who provides, hosts and bills the service; parts of shared charges say that they are.</summary>
    V14,
}

public static class FocusVersions
{
    public const string Words = "1.2, 1.4";

    public static string Text(FocusVersion version) => version == FocusVersion.V12 ? "1.2" : "1.4";

    /// <summary>Null when no export has this form.</summary>
    public static FocusVersion? Parse(string text) => text switch { "1.2" => FocusVersion.V12, "1.4" => FocusVersion.V14, _ => null };
}
