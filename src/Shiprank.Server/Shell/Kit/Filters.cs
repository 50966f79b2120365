using Shiprank.Server.Shell.Queries;

namespace Shiprank.Server.Shell.Kit;

/// <summary>Which filters a page has.</summary>
[Flags]
public enum Filters
{
    None = 0,
    Period = 1,
    Team = 2,
    Tool = 4,
    Model = 8,
    Repository = 16,

    /// <summary>What it is compared with.</summary>
    Versus = 32,
    All = Period | Team | Tool | Model | Repository | Versus,
}
