using Shiprank.Core;

namespace Shiprank.Sources.Organisation;

/// <summary>What a configuration file says, or everything that is wrong with it: <see cref="Value"/> is null when there is a problem.</summary>
public sealed record Reading<T>(T? Value, IReadOnlyList<Problem> Problems)
    where T : class
{
    public bool Succeeded => Problems.Count == 0;
}
