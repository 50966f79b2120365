using Shiprank.Core.Delivery;
using Shiprank.Engine.Demo;

namespace Shiprank.Engine.Proof.World;

/// <summary>Makes requests of one repository: number, sha, message read by the product's own reader, lines.</summary>
internal sealed class RequestMaker(string seed, int team, MessageReader reader, CodeWriter writer)
{
    private const string TrailerOfAgent = "\n\nCo-Authored-By: Claude <noreply@anthropic.com>";

    /// <summary>A stream of chance for one request.</summary>
    public Chance Stream(int number, string what = "") => new($"{seed} team {team} request {number} {what}");

    public Plan Write(int number, int author, DateTimeOffset started, DateTimeOffset opened, int counting, bool trailer = false) => Make(number, author, started, opened, WorkKind.Write) with
    {
        Lines = writer.Lines(Stream(number, "lines"), counting),
        Message = Message(number, $"Change {number}", trailer ? TrailerOfAgent : ""),
    };

    public Plan Make(int number, int author, DateTimeOffset started, DateTimeOffset opened, WorkKind kind) => new()
    {
        Number = number,
        Sha = Stream(number, "sha").Hex(40),
        Author = author,
        Kind = kind,
        StartedAt = started,
        OpenedAt = opened,
        Message = Message(number, $"Change {number}", ""),
    };

    /// <summary>Takes out all of another request.</summary>
    public Plan Revert(int number, int author, DateTimeOffset at, Plan target) => Make(number, author, at, at, WorkKind.Revert) with
    {
        Of = target.Number,
        Message = Message(number, $"Revert \"Change {target.Number} (#{target.Number})\"", $"\n\nThis reverts commit {target.Sha}."),
        MergedAt = at.AddHours(1),
    };

    public LineText[] Lines(int number, int counting, string what = "lines") => writer.Lines(Stream(number, what), counting);

    /// <summary>The same request with a trailer that names an agent.</summary>
    public Plan WithTrailer(Plan plan) => plan with { Message = Message(plan.Number, $"Change {plan.Number}", TrailerOfAgent) };

    private MessageFacts Message(int number, string title, string body) => reader.Read($"{title} (#{number}){body}\n");
}
