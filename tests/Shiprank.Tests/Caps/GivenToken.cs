using System.Security.Cryptography;
using Shiprank.Core.Caps;

namespace Shiprank.Tests.Caps;

/// <summary>A work token of an invented organisation, valid for eight hours from <see cref="Now"/>.</summary>
internal static class GivenToken
{
    public const string Organisation = "0123456789abcdef";

    public static readonly DateTimeOffset Now = new(2026, 11, 28, 9, 0, 0, TimeSpan.Zero);

    public static readonly TimeSpan Leeway = TimeSpan.FromMinutes(5);

    public static WorkToken Of() => new()
    {
        Organisation = Organisation,
        Run = "run-1",
        Person = "ada",
        Ticket = "PAY-123",
        CostCentre = "CC-1",
        IssuedAt = Now.ToUnixTimeSeconds(),
        ExpiresAt = Now.AddHours(8).ToUnixTimeSeconds(),
    };

    public static WorkTokenReading Read(string text, IReadOnlyList<ECDsa> keys, DateTimeOffset? at = null) => WorkToken.Read(text, keys, Organisation, at ?? Now, Leeway);
}
