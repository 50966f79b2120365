using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Shiprank.Core.Delivery;
using Shiprank.Engine.Demo;

namespace Shiprank.Engine.Proof.World;

/// <summary>Everybody, before anybody games. The same seed gives the same world.</summary>
internal sealed record ProofWorld(IReadOnlyList<TeamScene> Teams)
{
    public const int TeamSize = 10;
    private const int BaseFiles = 60;
    private const int BaseLines = 80;

    /// <summary>Of each ten teams.</summary>
    private static readonly Cadence[] cadences =
    [
        Cadence.Daily, Cadence.EachMerge, Cadence.Daily, Cadence.TwiceAWeek, Cadence.Daily, Cadence.EachMerge, Cadence.Daily, Cadence.TwiceAWeek, Cadence.EachMerge, Cadence.Daily,
    ];

    public int People => Teams.Sum(t => t.People.Count);

    public static ProofWorld Make(string seed, int people)
    {
        var hasher = Hasher(seed);
        var writer = new CodeWriter(hasher);
        var reader = new MessageReader(hasher, "[A-Z][A-Z0-9]+-[0-9]+");
        var staff = Enumerable.Range(0, people).Select(i => Staff.Draw(seed, i)).ToList();
        return new([.. staff.Chunk(TeamSize).Select((members, i) => Team(seed, i, members, new(seed, i, reader, writer), writer))]);
    }

    private static TeamScene Team(string seed, int index, Engineer[] people, RequestMaker requests, CodeWriter writer)
    {
        var tree = new FileTree();
        var chance = new Chance($"{seed} base {index}");
        var files = Enumerable.Range(0, BaseFiles).Select(i => tree.Create(FormattableString.Invariant($"src/base{i:000}.cs"), writer.Lines(chance, BaseLines), 0)).ToList();
        var scene = new TeamScene { Index = index, People = people, Cadence = cadences[index % cadences.Length], Base = tree, BasePatch = new(chance.Hex(40), files), Requests = requests, Plans = [], Sessions = [] };
        List<Plan> plans = [];
        List<AgentSession> sessions = [];
        var number = 1;
        foreach (var engineer in people)
        {
            var routine = new Routine(seed, scene, engineer, number).Live();
            plans.AddRange(routine.Plans);
            sessions.AddRange(routine.Sessions);
            number = routine.Next;
        }

        return scene with { Plans = plans, Sessions = sessions };
    }

    private static TextHasher Hasher(string seed)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed} key"));
        return new(BinaryPrimitives.ReadUInt64LittleEndian(hash), BinaryPrimitives.ReadUInt64LittleEndian(hash.AsSpan(8)));
    }
}
