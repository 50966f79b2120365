using Shiprank.Core.Access;
using Microsoft.AspNetCore.Routing;
using Shiprank.Engine.Loops;
using Shiprank.Engine.Scoring;
using Shiprank.Store;

namespace Shiprank.Server.Api;

/// <summary>What a report is made from.</summary>
internal sealed record Question(ApiQuery Query, RouteValueDictionary Route, Standing Standing, IStore Store, TimeProvider Clock)
{
    /// <summary>What runs by itself, as it is now.</summary>
    public required Func<LoopsView> Loops { get; init; }

    /// <summary>A part of the address: all is decoded already but the slash.</summary>
    public string Part(string name) => ((string)Route[name]!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}

/// <summary>A report: an address, what may be asked there, and what the answer has at its top level.</summary>
/// <param name="Path">Below <c>/api/v1</c>, as a route pattern.</param>
/// <param name="Id">What generated clients call it.</param>
/// <param name="Summary">A sentence without its full stop.</param>
/// <param name="Parameters">Besides <c>as_of</c> and <c>tz</c>, which every report has.</param>
/// <param name="Fields">Top-level fields with their JSON types: <c>array</c>, <c>object</c>, <c>string</c>, <c>integer</c>, <c>string?</c> where it may be null.</param>
/// <param name="Answer">Makes the document from one standing; may be asked by several threads at once.</param>
internal sealed record ApiReport(string Path, string Id, string Summary, IReadOnlyList<ApiParameter> Parameters, IReadOnlyList<ApiField> Fields, Func<Question, ApiAnswer> Answer)
{
    /// <summary>Its answer has nothing to do with what is stored: there is no <c>as_of</c>.</summary>
    public bool IsTimeless { get; init; }

    /// <summary>Its answer changes with bills and closed months too, not with published results alone; it is of the moment, and there is no <c>as_of</c>.</summary>
    public bool OfMoney { get; init; }

    /// <summary>Its answer changes with every run of an agent; it is of the moment, and there is no <c>as_of</c>.</summary>
    public bool OfRuns { get; init; }

    /// <summary>Its answer changes with questions of signals too, not with published results alone.</summary>
    public bool OfSignals { get; init; }

    public Right Needs { get; init; } = Right.Groups;

    public IReadOnlyList<ApiParameter> AllParameters => IsTimeless || OfMoney || OfRuns ? [.. Parameters, ApiParameter.Zone] : [.. Parameters, ApiParameter.AsOf, ApiParameter.Zone];
}

internal sealed record ApiField(string Name, string Type);
