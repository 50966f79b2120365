namespace Shiprank.Server.Gateway;

/// <summary>How much one call, and all of them together, may take.</summary>
internal static class GatewayLimits
{
    /// <summary>Bytes of a request's body: what providers take at most.</summary>
    public const int Body = 32 * 1024 * 1024;

    /// <summary>Bytes of all bodies that are held at one time, each from its first byte until the provider has it.</summary>
    public const long InMemory = 256 * 1024 * 1024;

    /// <summary>Bytes of one event, or of an answer in one piece, that are looked through for usage; beyond it nobody tells what the call used.</summary>
    public const int Answer = 16 * 1024 * 1024;

    /// <summary>A sender that takes longer for its body is cut off.</summary>
    public static readonly TimeSpan SlowestBody = TimeSpan.FromSeconds(30);

    /// <summary>A provider that begins no answer by then hangs.</summary>
    public static readonly TimeSpan SlowestAnswer = TimeSpan.FromMinutes(10);

    /// <summary>A stream in which nothing comes for so long hangs: providers ping theirs every few seconds.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(5);

    /// <summary>No call goes on for longer; less than <see cref="Engine.Gateway.CallDesk.Lease"/>.</summary>
    public static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(60);

    /// <summary>By how much each call of an autonomous run is slowed.</summary>
    public static readonly TimeSpan Slowed = TimeSpan.FromSeconds(10);

    /// <summary>By how much the clocks of those who make tokens and of this machine may differ.</summary>
    public static readonly TimeSpan Leeway = TimeSpan.FromMinutes(2);

    /// <summary>Signs of a name that comes from outside.</summary>
    public const int LongestName = 200;
}
