namespace Shiprank.Core.Signals.Delivery;

/// <summary>What rules about changes, requests, reviews, deployments and tickets look at.</summary>
public sealed record DeliveryFacts
{
    public static readonly DeliveryFacts None = new();
}
