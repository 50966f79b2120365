using Shiprank.Store.Tests.Compliance;

namespace Shiprank.Store.Tests.DuckDb;

public sealed class DuckMarkTests : MarkCompliance, IDisposable
{
    private readonly TempFolder folder = new();
    private int made;

    public void Dispose() => folder.Dispose();

    protected override IStore Create() => DuckStore.Open(folder.File($"{made++}.duckdb"), TimeProvider.System, () => Given.Key).Value;
}
