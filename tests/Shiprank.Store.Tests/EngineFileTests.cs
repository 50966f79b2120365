namespace Shiprank.Store.Tests;

public sealed class EngineFileTests
{
    [Fact]
    public void The_native_library_lies_beside_the_program() =>
        Assert.Contains(Directory.GetFiles(AppContext.BaseDirectory), f => Path.GetFileName(f).Contains("duckdb", StringComparison.Ordinal));
}
