namespace Shiprank.Core.Access;

/// <summary>A service token that was made just now: the only moment at which its text is known.</summary>
public sealed record NewToken(string Text, ServiceToken Kept)
{
    public const int DefaultDays = 90;

    public const int MostDays = 365;

    private const int ShownSigns = 6;

    /// <param name="random">32 bytes that nobody can guess.</param>
    /// <param name="days">From 1 to <see cref="MostDays"/>.</param>
    public static NewToken Of(ReadOnlySpan<byte> random, string name, Scopes scopes, string? person, Viewer by, DateTimeOffset now, int days)
    {
        var text = ServiceToken.Prefix + TokenText.Of(random);
        return new(text, new(text[..(ServiceToken.Prefix.Length + ShownSigns)], name, TokenText.Hash(text), scopes, person, by.Actor, now, now.AddDays(days)));
    }
}
