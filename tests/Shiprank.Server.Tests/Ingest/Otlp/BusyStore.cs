using System.Reflection;
using Shiprank.Store;

namespace Shiprank.Server.Tests.Ingest.Otlp;

/// <summary>A store that takes no usage until it is cancelled, and is as good as any in everything else.</summary>
public class BusyStore : DispatchProxy
{
    private IStore inner = null!;

    public static IStore Over(IStore inner)
    {
        var proxy = Create<IStore, BusyStore>();
        ((BusyStore)(object)proxy).inner = inner;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == nameof(IStore.AddUsage))
        {
            var cancel = (CancellationToken)args![1]!;
            cancel.WaitHandle.WaitOne();
            cancel.ThrowIfCancellationRequested();
        }

        try
        {
            return targetMethod.Invoke(inner, args);
        }
        catch (TargetInvocationException failure)
        {
            throw failure.InnerException!;
        }
    }
}
