using System.Net;
using Shiprank.Core.Signals;
using Shiprank.Engine;
using Shiprank.Engine.Signals;
using Shiprank.Server.Tests.Settings;

namespace Shiprank.Server.Tests.Signals;

/// <summary>A server whose people come by a proxy, with questions of a person, an older one of another and one of a job.</summary>
internal sealed class SignalSite : IAsyncDisposable
{
    public const string Own = "Far above the own past";
    public const string Older = "No night without calls";
    public const string Job = "nightly calls the same thing";

    private const string Host = "shiprank.example.com";

    private readonly RunningServer server;

    private SignalSite(RunningServer server) => this.server = server;

    public RunningServer Server => server;

    public static async Task<SignalSite> Start(TestFolder folder, string more = "", bool jobs = false, Func<string, string?>? variable = null, bool questions = true)
    {
        folder.Write("shiprank.yaml", $$"""
            organisation: Northwind
            repositories:
              - { name: shop, url: "https://localhost:1/northwind/shop.git", services: [{ name: shop, environment: production, mode: events }] }
            people:
              - { id: ada, name: Ada Example }
              - { id: ben, name: Ben Example }
              - { id: eve, name: Eve Example }
              - { id: fay, name: Fay Example }
              - { id: gus, name: Gus Example }
              - { id: ivy, name: Ivy Example }
            teams:
              - { id: search, name: Search, members: [{ person: ada }, { person: ben }], leads: [eve] }
            access: { admins: [gus], finops: [fay], auditors: [ivy], proxy: { from: 127.0.0.1, user_header: X-User }, base_url: "https://{{Host}}" }
            {{more}}
            """);
        var site = new SignalSite(await RunningServer.Over(folder, keep: true, o => o with { Jobs = jobs, Variable = variable ?? RunningServer.Secret }));
        if (!questions) return site;
        site.Look(DateTimeOffset.UtcNow.AddDays(-8), only: "round-the-clock", Finding(SubjectKind.Person, "ben", "round-the-clock", Older));
        site.Look(DateTimeOffset.UtcNow, only: "level-outlier", Finding(SubjectKind.Person, "ada", "level-outlier", Own), Finding(SubjectKind.Job, "nightly", "level-outlier", Job));
        return site;
    }

    public static Finding Finding(SubjectKind kind, string subject, string rule, string title) => new()
    {
        Rule = rule,
        Subject = new(kind, subject),
        First = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-3),
        Last = DateOnly.FromDateTime(DateTime.UtcNow),
        AtStakeUsd = 120,
        Confidence = 0.99m,
        Title = title,
        Seen = $"{title}, by far.",
        Evidence = [new("Calls", "34,777 in 15 h")],
        Series = new("Calls", "an hour", [new("10:00", 3), new("11:00", 2300)]),
    };

    public void Look(DateTimeOffset at, string only, params Finding[] findings) =>
        new SignalRound(server.Store, Workspace.Load(Folder).Value!.Organisation, new Stopped(at)).Take(findings, new HashSet<string>(), new HashSet<string> { only });

    /// <summary>Id of the question with a title.</summary>
    public string Id(string title) => server.Store.ReadSignals().Single(q => q.Finding.Title == title).Id;

    public Task<Reply> As(string person, string path, HttpContent? post = null)
    {
        var request = new HttpRequestMessage(post is null ? HttpMethod.Get : HttpMethod.Post, path) { Content = post };
        request.Headers.Add("X-User", person);
        request.Headers.Host = Host;
        return server.Send(request);
    }

    /// <summary>A browser of one person.</summary>
    public HttpClient Browser(string person) => new(new Signed(person) { InnerHandler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false } }) { BaseAddress = server.Client.BaseAddress };

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private string Folder => server.Services.GetService(typeof(ServerOptions)) is ServerOptions { ConfigPath: { } path } ? path : throw new InvalidOperationException("no organisation file");

    private sealed class Stopped(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }

    /// <summary>Behind a proxy that ends TLS: cookies that are for TLS alone come back all the same. Redirects are followed.</summary>
    private sealed class Signed(string person) : DelegatingHandler
    {
        private readonly Dictionary<string, string> cookies = new(StringComparer.Ordinal);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add("X-User", person);
            request.Headers.Host = Host;
            if (cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
            var response = await base.SendAsync(request, cancellationToken);
            foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            {
                var (name, value) = (cookie[..cookie.IndexOf('=')], cookie[(cookie.IndexOf('=') + 1)..].Split(';')[0]);
                cookies[name] = value;
            }

            return response.StatusCode == HttpStatusCode.SeeOther ? await SendAsync(new(HttpMethod.Get, new Uri(request.RequestUri!, response.Headers.Location!)), cancellationToken) : response;
        }
    }
}
