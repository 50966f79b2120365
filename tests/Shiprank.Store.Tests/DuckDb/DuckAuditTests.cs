using Shiprank.Core.Access;
using Shiprank.Store.DuckDb.Interop;
using Shiprank.Store.Tests.Compliance;

namespace Shiprank.Store.Tests.DuckDb;

public sealed class DuckAuditTests : AuditCompliance, IDisposable
{
    private readonly TempFolder folder = new();
    private int made;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("update audit set actor = 'person:eve' where number = 3", 3)]
    [InlineData("update audit set about = null where number = 2", 2)]
    [InlineData("delete from audit where number = 4", 4)]
    [InlineData("delete from audit where number = 1", 1)]
    [InlineData("update audit set number = 7 - number where number in (3, 4)", 3)]
    [InlineData("insert into audit select number, logged_at, actor, action, about, detail, hash from audit where number = 5", 6)]
    public void A_log_that_was_meddled_with_says_where(string meddle, long broken)
    {
        using (var store = Create())
        {
            for (var i = 0; i < 5; i++) store.Audit(new(Given.Noon.AddSeconds(i), "local", "person.viewed", "ada", "page"));
        }

        using (var database = new DuckDatabase(folder.File("0.duckdb")))
        {
            using var connection = database.Connect();
            connection.Run(meddle);
        }

        using var again = DuckStore.Open(folder.File("0.duckdb"), TimeProvider.System, () => Given.Key).Value;
        Assert.Equal(broken, AuditChain.Verify(again.StreamAudit()).Broken);
    }

    protected override IStore Create() => DuckStore.Open(folder.File($"{made++}.duckdb"), TimeProvider.System, () => Given.Key).Value;
}
