namespace Shiprank.Server.Tests;

/// <summary>Waits for what another thread brings about; how long it takes is nobody's business, that it comes is.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task Holds(Func<bool> condition, Func<string> otherwise)
    {
        var end = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (!condition())
        {
            Assert.True(Environment.TickCount64 < end, otherwise());
            await Task.Delay(20);
        }
    }
}
