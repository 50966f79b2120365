using Shiprank.Core.Caps;
using Shiprank.Engine.Gateway;

namespace Shiprank.Tests.Gateway;

internal static class JournalCase
{
    public static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    public static readonly CapCounter Day = new("day", "", "2026-11-28");

    public static CallEntry Reserved(string id, decimal usd = 0.5m) => new()
    {
        Kind = CallEntryKind.Reserved,
        Id = id,
        At = Now,
        Run = "r1",
        Session = "s1",
        Autonomous = true,
        Person = "ada",
        Agent = "claude-code",
        Job = "nightly",
        Ticket = "PAY-1",
        Model = "claude-sonnet-4-6",
        Worst = new(usd, 0, 5000, 1),
        Priced = true,
        Counters = [Day, new("run", "", "run:r1")],
    };

    public static CallEntry Settled(CallEntry reserved, decimal usd = 0.1m) =>
        reserved with { Kind = CallEntryKind.Settled, EndedAt = Now.AddSeconds(3), Used = new(usd, 0, 700, 1), Usd = usd, Tokens = new(500, 100, 40, 10, 50, 20), Told = true, Response = "msg_1", Join = 42 };

    public static CapAmount Used(this CallJournal journal, CapCounter counter) => journal.Counters().FirstOrDefault(c => c.Key == counter).Value;

    public static CallJournal Open(this TemporaryFolder folder, long segment = 1 << 20, Func<long, long, Microsoft.Win32.SafeHandles.SafeFileHandle>? create = null, TimeProvider? clock = null) =>
        CallJournal.Open(Path.Combine(folder.Path, "gateway"), clock ?? TimeProvider.System, new(segment), create);
}
