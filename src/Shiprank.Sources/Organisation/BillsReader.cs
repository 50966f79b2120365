using Shiprank.Core.Organisation;
using Shiprank.Sources.VendorReports;
using Shiprank.Sources.VendorReports.Api;

namespace Shiprank.Sources.Organisation;

/// <summary>The <c>bills</c> part of the organisation file.</summary>
internal sealed class BillsReader(ConnectionsReader connections, Func<string, string> absolute)
{
    public IReadOnlyList<BillSource> Read(YamlSection root)
    {
        List<BillSource> sources = [];
        foreach (var section in root.Sections("bills", "kind", "path", "api", "token_env", "token_file", "base_url", "since"))
        {
            var kind = section.Required("kind");
            if (kind.Length > 0 && VendorReport.Of(kind) is null) section.Problem("kind", $"unknown kind \"{kind}\"", $"the nearest is \"{EditDistance.Nearest(kind, VendorReport.All.Select(r => r.Id))}\"");
            var (asks, path, token) = (section.Flag("api", otherwise: false), section.Text("path"), connections.Places(section, "token"));
            if (asks == path is { Length: > 0 }) section.Problem("path", "a bill needs either a \"path\" of files or \"api: true\"");
            if (!asks)
            {
                if (!token.IsEmpty) section.Problem("token_env", "files need no token");
                sources.Add(new(kind, path is { Length: > 0 } ? absolute(path) : null, null, token, null));
                continue;
            }

            var api = ReportApis.Of(kind);
            if (kind.Length > 0 && api is null && VendorReport.Of(kind) is not null) section.Problem("kind", $"\"{kind}\" comes in files alone", $"by API: {string.Join(", ", ReportApis.Kinds)}");
            if (token.IsEmpty) section.Problem("token_env", "no token is named", "token_env: the name of an environment variable, or token_file: a path");
            sources.Add(new(kind, null, Address(section) ?? api?.Base ?? new("https://localhost"), token, section.Date("since")));
        }

        return sources;
    }

    private static Uri? Address(YamlSection section)
    {
        if (section.Text("base_url") is not { } text) return null;
        if (Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var api) && (api.Scheme == "https" || (api.Scheme == "http" && api.IsLoopback)) && api.UserInfo.Length == 0 && api.Query.Length == 0) return api;
        section.Problem("base_url", "\"base_url\" is not an https address without a name in it", "such as https://api.anthropic.com");
        return null;
    }
}
