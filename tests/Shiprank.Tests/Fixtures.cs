namespace Shiprank.Tests;

/// <summary>Files under <c>tests/fixtures</c>, as copied next to the tests.</summary>
internal static class Fixtures
{
    public static string Root { get; } = Path.Combine(AppContext.BaseDirectory, "fixtures");

    public static string Of(params string[] parts) => Path.Combine([Root, .. parts]);
}
