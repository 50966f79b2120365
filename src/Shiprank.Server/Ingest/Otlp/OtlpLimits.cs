namespace Shiprank.Server.Ingest.Otlp;

/// <summary>How much telemetry is taken at once, apart from pages and deliveries.</summary>
internal static class OtlpLimits
{
    /// <summary>Bytes of a body as it is sent.</summary>
    public const int Sent = 8 * 1024 * 1024;

    /// <summary>Bytes of a body as it is read, after gzip.</summary>
    public const int Read = 16 * 1024 * 1024;

    /// <summary>Bytes of all bodies that are being read at one time. Reading JSON needs about as much again as the body has.</summary>
    public const long InMemory = 48 * 1024 * 1024;

    /// <summary>Requests that are being taken at one time; more are told to come again.</summary>
    public const int AtOnce = 256;

    /// <summary>Seconds after which a sender that was turned away may come again.</summary>
    public const int RetryAfter = 2;

    /// <summary>A sender that takes longer is cut off.</summary>
    public static readonly TimeSpan SlowestBody = TimeSpan.FromSeconds(20);
}
