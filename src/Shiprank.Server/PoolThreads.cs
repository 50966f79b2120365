namespace Shiprank.Server;

/// <summary>
/// Threads of the process's pool that are there without waiting for it to grow: one for each request that may wait for the store on its own, so that health
/// is told meanwhile, beside those that the process began with, and no more than that. Calls of the gateway wait for nobody, and more threads than processors
/// would only take turns with them.
/// </summary>
internal static class PoolThreads
{
    /// <summary>What the server does of itself may hold so many while a request comes.</summary>
    private const int Beside = 8;

    private const int Most = RequestLimits.AtOnce + RequestLimits.ReadersAtOnce;

    private static readonly Lock gate = new();
    private static readonly (int Workers, int Ports) before = Before();
    private static int inside;

    public static void Enter() => Add(1);

    public static void Leave() => Add(-1);

    private static void Add(int requests)
    {
        lock (gate)
        {
            inside += requests;
            ThreadPool.SetMinThreads(before.Workers + (inside > 0 ? Beside + Math.Min(Most, inside) : 0), before.Ports);
        }
    }

    private static (int Workers, int Ports) Before()
    {
        ThreadPool.GetMinThreads(out var workers, out var ports);
        return (workers, ports);
    }
}
