using System.Collections.Concurrent;
using Shiprank.Core.Pricing;
using Shiprank.Core.Usage;
using Shiprank.Engine.Demo;
using Shiprank.Sources.Prices;

namespace Shiprank.Engine.Proof.World;

/// <summary>One session with an agent: so many calls of the same size.</summary>
internal sealed record AgentSession
{
    public const string Tool = "claude-code";

    private static readonly ConcurrentDictionary<(string Model, TokenCounts Tokens), decimal> priced = new();

    public required string Id { get; init; }

    public required int Engineer { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required int Calls { get; init; }

    /// <summary>Seconds between two calls, typical.</summary>
    public int Pace { get; init; } = 40;

    /// <summary>Calls come like a clock's ticks.</summary>
    public bool Clockwork { get; init; }

    public string Model { get; init; } = Calibration.Model;

    public TokenCounts PerCall { get; init; } = Usual;

    /// <summary>False: on an account that nobody meters.</summary>
    public bool Metered { get; init; } = true;

    /// <summary>It edits nothing.</summary>
    public bool NoCode { get; init; }

    /// <summary>Different prompts among the calls.</summary>
    public int Prompts { get; init; } = int.MaxValue;

    public static TokenCounts Usual => new(Calibration.CallInput, Calibration.CallCacheRead, Calibration.CallCacheWrite, 0, Calibration.CallOutput);

    public long Tokens => PerCall.Total * Calls;

    public DateTimeOffset EndedAt => StartedAt.AddSeconds((double)Pace * Calls);

    /// <summary>At list price.</summary>
    /// <exception cref="InvalidOperationException">The list lost the model's price.</exception>
    public decimal Usd => Calls * UsdOfCall(Model, PerCall);

    /// <summary>Instants of the calls, in order.</summary>
    public IEnumerable<DateTimeOffset> Times()
    {
        var chance = new Chance($"calls of {Id}");
        var at = StartedAt;
        for (var i = 0; i < Calls; i++)
        {
            yield return at;
            at = at.AddSeconds(Clockwork ? Pace : 1 + chance.Skewed(Math.Max(2, Pace * 2 / 3)));
        }
    }

    public IEnumerable<UsageRow> Rows(string person, string repository) => Times().Select((at, i) => new UsageRow
    {
        Tool = Tool,
        Key = $"{Id}.{i}",
        OccurredAt = at,
        Session = Id,
        Model = Model,
        Project = $"/code/{repository}",
        Tokens = PerCall,
        Person = person,
        Repository = repository,
    });

    public static decimal UsdOfCall(string model, TokenCounts tokens) => priced.GetOrAdd((model, tokens), key =>
        PriceBook.Embedded.Price(new() { Tool = Tool, Key = "", OccurredAt = Calendar.AsOf, Session = "", Model = key.Model, Tokens = key.Tokens }) is { Source: PriceSource.Computed, CostUsd: { } usd }
            ? usd
            : throw new InvalidOperationException($"the price list has no price of {key.Model}"));
}
