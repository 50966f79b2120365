namespace Shiprank.Engine.Proof.Attacks;

/// <summary>Honest work first, then every attack in the catalogue's order.</summary>
internal static class AttackBook
{
    public static readonly Attack Honest = new HonestWork();

    private static readonly Attack junk = new JunkRing();
    private static readonly Attack copies = new CopiedBlocks();
    private static readonly Attack loop = new TokenLoop();

    /// <summary>Those that whole parts of an organisation are tried with.</summary>
    public static readonly IReadOnlyList<Attack> Curves = [loop, junk, copies];

    public static IReadOnlyList<Attack> All { get; } =
    [
        Honest, loop, new Padding(), new DailyPing(), new RequestSplitting(), new Trivia(), new ChurnRecycling(), copies, new MovedInTwo(), new Respelling(), new RevertLoop(), new Redeployments(),
        new SelfMerge(), junk, new SpendLeakage(), new ForgedMarks(), new TicketStuffing(), new HushedIncidents(), new DripFeeding(), new QuietWeeks(), new SharedIdentity(), new VerboseCode(),
    ];

    /// <param name="name">An id (<c>A6</c>: each variant of it) or a key (<c>A6.copied-blocks</c>), in any case.</param>
    public static IReadOnlyList<Attack> Named(string name) =>
        [.. All.Where(a => string.Equals(a.Id, name, StringComparison.OrdinalIgnoreCase) || string.Equals(a.Key, name, StringComparison.OrdinalIgnoreCase))];
}
