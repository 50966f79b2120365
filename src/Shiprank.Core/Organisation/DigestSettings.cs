namespace Shiprank.Core.Organisation;

/// <summary>How a channel takes a digest.</summary>
public enum ChannelForm
{
    /// <summary>An incoming webhook of Slack (or one that takes the same JSON).</summary>
    Slack,

    /// <summary>A workflow webhook of Microsoft Teams.</summary>
    Teams,

    Mail,
}

/// <summary>The <c>digest:</c> part of the organisation file: who gets the weekly digest, and how.</summary>
public sealed record DigestSettings
{
    public static readonly DigestSettings None = new();

    /// <summary>Where the server's pages are reached, for links; null: no links.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>Absolute path of a folder that every digest is also written to; null: none.</summary>
    public string? Folder { get; init; }

    public MailSettings? Mail { get; init; }

    public IReadOnlyList<DigestChannel> Channels { get; init; } = [];

    /// <summary>Everyone with an address gets their own by mail, until they stop it.</summary>
    public bool People { get; init; }

    /// <summary>Webhooks may lead to addresses inside the organisation's own network.</summary>
    public bool AllowPrivate { get; init; }
}

/// <param name="Encrypted">False only for a server on this machine.</param>
/// <param name="User">Null: without signing in.</param>
public sealed record MailSettings(string Host, int Port, bool Encrypted, string From, string? User, SecretPlaces Password);

/// <param name="Webhook">The address is a secret: whoever has it can post.</param>
/// <param name="To">Addresses, for mail.</param>
public sealed record DigestChannel(string Team, ChannelForm Form, SecretPlaces Webhook, IReadOnlyList<string> To);
