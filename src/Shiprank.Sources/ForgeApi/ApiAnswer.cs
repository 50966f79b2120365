using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Shiprank.Sources.ForgeApi;

/// <summary>An answer of a forge, read to its end.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, ReadOnlyMemory<byte> Body, HttpResponseHeaders Headers)
{
    public bool Succeeded => (int)Status is >= 200 and < 300;

    public bool IsRedirect => Status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    /// <summary>The forge asks to wait; 403 is that too when it comes with a limit that is used up.</summary>
    public bool IsLimited => Status == HttpStatusCode.TooManyRequests || (Status == HttpStatusCode.Forbidden && (Headers.RetryAfter is not null || Number("x-ratelimit-remaining") == 0));

    public bool IsPassing => (int)Status >= 500 || Status == HttpStatusCode.RequestTimeout;

    /// <summary>How long the forge asks to wait; null when it does not say.</summary>
    public TimeSpan? Wait(DateTimeOffset now)
    {
        if (Headers.RetryAfter is { } after) return NotNegative(after.Delta ?? after.Date - now);
        return (Number("x-ratelimit-reset") ?? Number("ratelimit-reset")) is { } reset and > 0 and < 253402300799 ? NotNegative(DateTimeOffset.FromUnixTimeSeconds(reset) - now + TimeSpan.FromSeconds(1)) : null;
    }

    /// <summary>The address behind <c>rel="next"</c> of the header Link.</summary>
    public string? Next => LinkHeader.Next(Headers.TryGetValues("Link", out var links) ? links : []);

    private long? Number(string header) =>
        Headers.TryGetValues(header, out var values) && long.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static TimeSpan? NotNegative(TimeSpan? time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;
}
