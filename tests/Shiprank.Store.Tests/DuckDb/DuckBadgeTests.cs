using Shiprank.Store.Tests.Compliance;

namespace Shiprank.Store.Tests.DuckDb;

public sealed class DuckBadgeTests : BadgeCompliance, IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    protected override IStore Create() => DuckStore.Open(folder.File("0.duckdb"), TimeProvider.System, () => Given.Key).Value;
}
