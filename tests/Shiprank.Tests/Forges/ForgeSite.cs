using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Forges;
using Shiprank.Sources.GitHub;
using Shiprank.Sources.GitLab;
using Shiprank.Sources.Organisation;

namespace Shiprank.Tests.Forges;

/// <summary>An organisation whose repositories the payloads of the tests speak of, and readers for it.</summary>
internal static class ForgeSite
{
    public static readonly TextHasher Hasher = new(3, 4);
    public static readonly MessageReader Messages = new(Hasher, "[A-Z][A-Z0-9]+-[0-9]+");

    public static readonly ForgeRepositories Repositories = new(OrganisationReader.Parse("""
        organisation: Northwind
        repositories:
          - { name: hello, path: ./hello, url: "https://github.com/Codertocat/Hello-World.git" }
          - { name: octo-repo, path: ./octo, services: [{ name: octo, deployed_by: ["test.yml", "Deploy *"], environment: live }] }
          - name: shop
            url: git@gitlab.example.com:northwind/shop.git
            services: [{ name: shop-api, paths: [api/], deployed_by: [ship] }, { name: shop-web, deployed_by: ["release *"] }]
        """, "shiprank.yaml").Value!);

    public static readonly GitHubReader GitHub = new(Repositories, Messages);
    public static readonly GitLabReader GitLab = new(Repositories, Messages);

    public static ForgeReading ReadGitHub(string name, JsonNode payload, DateTimeOffset? received = null) => GitHub.Read(new(name, "", Bytes(payload), received));

    public static ForgeReading ReadGitLab(JsonNode payload, string name = "", DateTimeOffset? received = null) => GitLab.Read(new(name, "", Bytes(payload), received));

    public static byte[] Bytes(JsonNode payload) => Encoding.UTF8.GetBytes(payload.ToJsonString());

    /// <summary>The events of sound deliveries, which all of them have to be.</summary>
    public static IReadOnlyList<StoredEvent> Events(params IEnumerable<ForgeReading> readings) => [.. readings.SelectMany(r =>
    {
        Assert.Null(r.Problem);
        return r.Events;
    })];

    public static DeliveryEvents At(DateTimeOffset asOf, params IEnumerable<ForgeReading> readings) => EventLog.From(Events(readings)).At(asOf);

    public static DeliveryEvents Standing(params IEnumerable<ForgeReading> readings) => At(DateTimeOffset.MaxValue, readings);

    public static string Shown(DeliveryEvents events) => JsonSerializer.Serialize(events);

    public static DateTimeOffset Time(string time) => DateTimeOffset.Parse(time);
}
