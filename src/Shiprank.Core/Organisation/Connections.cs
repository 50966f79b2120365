namespace Shiprank.Core.Organisation;

/// <summary>Where secrets lie: names of environment variables and absolute paths of files, one secret each. Never the secrets.</summary>
public sealed record SecretPlaces(IReadOnlyList<string> Variables, IReadOnlyList<string> Files)
{
    public static readonly SecretPlaces None = new([], []);

    public bool IsEmpty => Variables.Count == 0 && Files.Count == 0;
}

/// <summary>Which deliveries are taken, and where the secrets lie that they have to know. An endpoint without a secret is closed.</summary>
public sealed record WebhookSettings
{
    public static readonly WebhookSettings None = new();

    public SecretPlaces GitHub { get; init; } = SecretPlaces.None;

    public SecretPlaces GitLab { get; init; } = SecretPlaces.None;

    /// <summary>Of those who post our own event lines.</summary>
    public SecretPlaces Events { get; init; } = SecretPlaces.None;

    public IReadOnlyList<IncidentHookEntry> Incidents { get; init; } = [];
}

/// <param name="Name">Last part of its address: letters, digits, <c>-</c> and <c>_</c>.</param>
/// <param name="Mapping">Absolute path of a mapping file, or the name of a mapping that comes with the product.</param>
/// <param name="SignatureHeader">Header with an HMAC-SHA256 of the body in hexadecimal digits; null: the secret comes as a bearer token.</param>
public sealed record IncidentHookEntry(string Name, string Mapping, SecretPlaces Secrets, string? SignatureHeader);

/// <param name="Api">Base address of its API, without a slash at its end.</param>
public sealed record ForgeEntry(Uri Api, SecretPlaces Token)
{
    public static readonly ForgeEntry GitHub = new(new("https://api.github.com"), SecretPlaces.None);

    public static readonly ForgeEntry GitLab = new(new("https://gitlab.com/api/v4"), SecretPlaces.None);
}

/// <param name="EveryMinutes">How often the server looks at every repository anew.</param>
/// <param name="AllowFile">Addresses of this machine (<c>file://</c>) may be fetched from.</param>
public sealed record MirrorSettings(int EveryMinutes, bool AllowFile)
{
    public static readonly MirrorSettings Default = new(15, false);
}
