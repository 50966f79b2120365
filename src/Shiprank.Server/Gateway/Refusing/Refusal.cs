namespace Shiprank.Server.Gateway.Refusing;

/// <summary>Why a call is not passed on.</summary>
internal enum RefusalKind
{
    /// <summary>By a cap, for want of a ticket, or because it can't be written down: the client has to stop at once.</summary>
    Cap,

    /// <summary>Nobody knows who calls.</summary>
    Unknown,

    /// <summary>It can't be read, or is not passed on: the same again comes to the same.</summary>
    Malformed,

    /// <summary>Too much at once, or the provider can't be reached: the same again may do.</summary>
    Busy,
}

/// <param name="Status">Of HTTP, where the dialect has none of its own.</param>
/// <param name="Again">When it may go on; null: not by waiting.</param>
internal sealed record Refusal(RefusalKind Kind, int Status, string Sentence, TimeSpan? Again = null)
{
    public static Refusal Malformed(int status, string sentence) => new(RefusalKind.Malformed, status, sentence);

    public static Refusal Busy(string sentence) => new(RefusalKind.Busy, StatusCodes.Status503ServiceUnavailable, sentence, TimeSpan.FromSeconds(5));

    public static Refusal Unknown(string sentence) => new(RefusalKind.Unknown, StatusCodes.Status401Unauthorized, sentence);
}
