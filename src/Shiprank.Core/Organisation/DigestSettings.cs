namespace Shiprank.Core.Organisation;

/// <summary>Form of a message to a chat's incoming webhook.</summary>
public enum ChatKind
{
    Slack,
    Teams,
}

/// <summary>A chat's incoming webhook. Its address is a secret: whoever knows it can write there.</summary>
/// <param name="Name">Of the channel, in the log of digests.</param>
/// <param name="Address">Where the address lies.</param>
/// <param name="Teams">Ids of the teams whose digest goes there; empty: of all.</param>
/// <param name="AllowPrivate">The address may be one of this machine or of a private network.</param>
public sealed record ChatChannel(string Name, ChatKind Kind, SecretPlaces Address, IReadOnlyList<string> Teams, bool AllowPrivate);

/// <summary>A mail server that takes mail over STARTTLS, or without encryption on this machine alone.</summary>
/// <param name="Password">Empty: it asks for none.</param>
public sealed record MailServer(string Host, int Port, bool Tls, string From, string? User, SecretPlaces Password);

/// <summary>The part <c>digest</c> of the organisation file: where weekly digests go. Without it none is sent.</summary>
public sealed record DigestSettings
{
    public static readonly DigestSettings None = new();

    /// <summary>Hour of Monday, in the organisation's zone.</summary>
    public int Hour { get; init; } = 8;

    /// <summary>Ids of teams that get none.</summary>
    public IReadOnlyList<string> Off { get; init; } = [];

    /// <summary>Absolute path of a folder that digests are written to; null: none.</summary>
    public string? Folder { get; init; }

    public IReadOnlyList<ChatChannel> Chats { get; init; } = [];

    public MailServer? Mail { get; init; }

    /// <summary>People get theirs by mail, to the first address of theirs in the file.</summary>
    public bool Personal { get; init; }

    /// <summary>Address of the server as readers reach it, without a slash at its end, for links; null: digests have no link.</summary>
    public string? Link { get; init; }

    public bool IsOn => Folder is not null || Chats.Count > 0 || (Mail is not null && Personal);
}
