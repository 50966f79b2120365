namespace Shiprank.Server.Shell.Kit;

/// <summary>How a figure is written.</summary>
public enum Form
{
    Money,
    MoneyExact,
    Count,
    Tokens,
    Rate,

    /// <summary>A part of one.</summary>
    Share,
}
