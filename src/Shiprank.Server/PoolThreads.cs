namespace Shiprank.Server;

/// <summary>
/// Threads of the pool that are there without waiting for it to grow: one for each request that may wait for the store on its own, so that health is told
/// meanwhile, and no more than that. Calls of the gateway wait for nobody, and more threads than processors would only take turns with them.
/// </summary>
internal sealed class PoolThreads
{
    private const int Most = RequestLimits.AtOnce + RequestLimits.ReadersAtOnce + 8;

    private readonly Lock gate = new();
    private readonly int ports;
    private int inside;

    public PoolThreads()
    {
        ThreadPool.GetMinThreads(out _, out ports);
        Set();
    }

    public void Enter()
    {
        lock (gate)
        {
            inside++;
            Set();
        }
    }

    public void Leave()
    {
        lock (gate)
        {
            inside--;
            Set();
        }
    }

    private void Set() => ThreadPool.SetMinThreads(Environment.ProcessorCount + Math.Min(Most, inside), ports);
}
