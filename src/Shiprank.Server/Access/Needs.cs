using Shiprank.Core.Access;

namespace Shiprank.Server.Access;

/// <summary>What an address asks of whoever comes to it. An address that does not say is closed to everybody.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(Right right) : Attribute
{
    public Right Right => right;
}

/// <summary>A form that stands on pages which are kept for many readers, and so carries no token of its own: only what comes from this server's own pages is taken.</summary>
internal sealed class SameOriginForm
{
    public static readonly SameOriginForm Instance = new();
}

/// <summary>A form that brings a proof of its own, which only whom it is for can have: it may come from anywhere.</summary>
internal sealed class ProvenForm
{
    public static readonly ProvenForm Instance = new();
}

internal static class Needs
{
    public static TBuilder Needing<TBuilder>(this TBuilder endpoint, Right right)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new NeedsAttribute(right));
}
