namespace Shiprank.Engine.Proof.Attacks;

/// <summary>Honest work first, then every attack in the catalogue's order.</summary>
internal static class AttackBook
{
    public static readonly Attack Honest = new HonestWork();

    public static readonly Attack Junk = new JunkRing();

    public static readonly Attack Copies = new CopiedBlocks();

    public static readonly Attack Loop = new TokenLoop();

    public static IReadOnlyList<Attack> All { get; } =
    [
        Honest, Loop, new Padding(), new DailyPing(), new RequestSplitting(), new Trivia(), new ChurnRecycling(), Copies, new MovedInTwo(), new Respelling(), new RevertLoop(), new Redeployments(),
        new SelfMerge(), Junk, new SpendLeakage(), new ForgedMarks(), new TicketStuffing(), new HushedIncidents(), new DripFeeding(), new QuietWeeks(), new SharedIdentity(), new VerboseCode(),
    ];

    /// <param name="name">An id (<c>A6</c>: each variant of it) or a key (<c>A6.copied-blocks</c>), in any case.</param>
    public static IReadOnlyList<Attack> Named(string name) =>
        [.. All.Where(a => string.Equals(a.Id, name, StringComparison.OrdinalIgnoreCase) || string.Equals(a.Key, name, StringComparison.OrdinalIgnoreCase))];
}
