using System.Buffers;
using Shiprank.Core.Organisation;

namespace Shiprank.Sources.Organisation;

/// <summary>The parts of the organisation file that say whom Shiprank talks with: <c>webhooks</c>, <c>forges</c>, <c>mirrors</c>.</summary>
internal sealed class ConnectionsReader(Func<string, string> absolute)
{
    private static readonly SearchValues<char> variableSigns = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    public WebhookSettings Webhooks(YamlSection root)
    {
        if (root.Section("webhooks", "github", "gitlab", "events", "incidents") is not { } section) return WebhookSettings.None;
        return new()
        {
            GitHub = Secrets(section, "github"),
            GitLab = Secrets(section, "gitlab"),
            Events = Secrets(section, "events"),
            Incidents = Incidents(section),
        };
    }

    public ForgeEntry Forge(YamlSection? forges, string name, ForgeEntry otherwise)
    {
        if (forges?.Section(name, "api", "token_env", "token_file") is not { } section) return otherwise;
        var token = Places(section, "token");
        if (section.Text("api") is not { } text) return otherwise with { Token = token };
        if (Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var api) && (api.Scheme == "https" || (api.Scheme == "http" && api.IsLoopback)) && api.UserInfo.Length == 0 && api.Query.Length == 0) return new(api, token);
        section.Problem("api", "\"api\" is not an https address without a name in it", $"such as {otherwise.Api.AbsoluteUri.TrimEnd('/')}");
        return otherwise;
    }

    public static MirrorSettings Mirrors(YamlSection root) =>
        root.Section("mirrors", "every_minutes", "allow_file") is not { } section
            ? MirrorSettings.Default
            : new(section.Integer("every_minutes", MirrorSettings.Default.EveryMinutes, 1, 24 * 60), section.Flag("allow_file", otherwise: false));

    /// <summary>Where a secret of another section lies.</summary>
    public SecretPlaces Secret(YamlSection section, string kind) => Places(section, kind);

    /// <summary>The same in one key: <c>env:NAME</c> or <c>file:PATH</c>.</summary>
    public SecretPlaces Prefixed(YamlSection section, string key)
    {
        if (section.Text(key) is not { Length: > 0 } text) return SecretPlaces.None;
        if (text.StartsWith("env:", StringComparison.Ordinal) && text.Length > 4 && text.AsSpan(4).IndexOfAnyExcept(variableSigns) < 0) return new([text[4..]], []);
        if (text.StartsWith("file:", StringComparison.Ordinal) && text.Length > 5) return new([], [absolute(text[5..])]);

        // Not shown: what stands here by mistake may be the secret itself.
        section.Problem(key, $"\"{key}\" is neither env:NAME nor file:PATH", "the secret itself never stands in this file");
        return SecretPlaces.None;
    }

    private SecretPlaces Secrets(YamlSection webhooks, string key)
    {
        if (webhooks.Section(key, "secret_env", "secret_file") is not { } section) return SecretPlaces.None;
        return Named(section);
    }

    private List<IncidentHookEntry> Incidents(YamlSection webhooks)
    {
        List<IncidentHookEntry> hooks = [];
        foreach (var section in webhooks.Sections("incidents", "name", "mapping", "secret_env", "secret_file", "signature"))
        {
            var name = section.Required("name");
            if (name.Length > 64 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) section.Problem("name", "\"name\" is part of an address: letters, digits, - and _");
            if (hooks.Exists(h => string.Equals(h.Name, name, StringComparison.OrdinalIgnoreCase))) section.Problem("name", $"a second hook named \"{name}\"");
            var header = section.Text("signature");
            if (header is not null && !(header.Length > 0 && header.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))) section.Problem("signature", "\"signature\" is not the name of a header");
            hooks.Add(new(name, MappingOf(section.Required("mapping")), Named(section), header));
        }

        return hooks;
    }

    /// <summary>A single word is the name of a mapping that comes with the product.</summary>
    private string MappingOf(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? text : absolute(text);

    private SecretPlaces Named(YamlSection section)
    {
        var places = Places(section, "secret");
        if (places.IsEmpty) section.Problem("secret_env", "no secret is named", "secret_env: the name of an environment variable, or secret_file: a path");
        return places;
    }

    /// <summary>What <c>{kind}_env</c> and <c>{kind}_file</c> name.</summary>
    public SecretPlaces Places(YamlSection section, string kind)
    {
        var variables = section.TextOrTexts(kind + "_env");
        foreach (var variable in variables.Where(v => v.Length > 0 && !v.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')))
        {
            // Not shown: what stands here by mistake may be the secret itself.
            section.Problem(kind + "_env", $"\"{kind}_env\" is not the name of an environment variable", "the secret itself never stands in this file");
        }

        return new(variables, [.. section.TextOrTexts(kind + "_file").Where(f => f.Length > 0).Select(absolute)]);
    }
}
