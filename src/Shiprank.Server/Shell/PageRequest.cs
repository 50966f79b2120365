using Shiprank.Server.Shell.Queries;

namespace Shiprank.Server.Shell;

/// <summary>What a page is asked, checked before it is drawn: pages inject it. Set by <see cref="PageGate"/>.</summary>
public sealed class PageRequest
{
    private PageQuery? query;
    private PageFrame? frame;

    public PageQuery Query
    {
        get => query ?? throw new InvalidOperationException("no page was asked for");
        set => query = value;
    }

    public PageFrame Frame
    {
        get => frame ?? throw new InvalidOperationException("no page was asked for");
        set => frame = value;
    }
}
