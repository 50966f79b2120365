using System.Text.Json;
using Shiprank.Core.Signals;
using Shiprank.Engine.Signals;
using Shiprank.Server.Tests.Signals;

namespace Shiprank.Server.Tests.Api;

/// <summary>
/// The document of the API is a promise: it is in the repository, and the answers keep it. After a change that is meant, <c>SHIPRANK_WRITE_OPENAPI</c>
/// with the path of <c>docs/reference/openapi.json</c> has the first test write it.
/// </summary>
[Collection(DemoSite.Name)]
public sealed class OpenApiTests(DemoSite demo)
{
    private static readonly string Committed = Path.Combine(AppContext.BaseDirectory, "openapi.json");

    [Fact]
    public async Task The_document_is_the_committed_one()
    {
        await using var server = await demo.Serve();
        var served = await server.Get("/api/v1/openapi.json");
        if (Environment.GetEnvironmentVariable("SHIPRANK_WRITE_OPENAPI") is { Length: > 0 } path) await File.WriteAllTextAsync(path, served.Text);
        Assert.Equal(await File.ReadAllTextAsync(Committed), served.Text);
    }

    [Fact]
    public void Every_operation_says_what_it_is_what_it_takes_and_what_it_answers()
    {
        var ids = new List<string?>();
        foreach (var (path, method, operation) in Operations())
        {
            ids.Add(operation.GetProperty("operationId").GetString());
            Assert.NotEmpty(operation.GetProperty("summary").GetString()!);
            Assert.All(Parameters(operation), p => Assert.NotEmpty(p.GetProperty("description").GetString()!));
            var responses = operation.GetProperty("responses");
            Assert.All(responses.EnumerateObject(), r => Assert.NotEmpty(r.Value.GetProperty("description").GetString()!));
            Assert.True(responses.TryGetProperty(method == "post" && !path.EndsWith("/work-tokens", StringComparison.Ordinal) && !path.EndsWith("/answer", StringComparison.Ordinal) ? "202" : "200", out _));
            Assert.True(responses.TryGetProperty("400", out _));
            Assert.Equal(path.Contains('{', StringComparison.Ordinal) || path.EndsWith("/prices", StringComparison.Ordinal), responses.TryGetProperty("404", out _));
        }

        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.True(ids.Count >= 10);
    }

    [Fact]
    public async Task Every_answer_has_the_fields_that_are_promised_and_no_others()
    {
        await using var server = await demo.Serve();
        var change = (await server.Get("/api/v1/changes")).Json.GetProperty("changes")[0];
        var loops = (await server.Get("/api/v1/loops")).Json;
        var run = ((string[])["running", "stopped", "abandoned"]).SelectMany(l => loops.GetProperty(l).EnumerateArray()).First().GetProperty("run").GetString();
        new SignalRound(server.Store, new(), TimeProvider.System).Take([SignalSite.Finding(SubjectKind.Job, "nightly", "any", SignalSite.Job)], new HashSet<string>(), new HashSet<string> { "any" });
        var question = server.Store.ReadSignals().First(q => q.Finding.Rule == "any").Id;
        foreach (var (path, method, operation) in Operations().Where(o => o.Method == "get"))
        {
            var address = path
                .Replace("{run}", run, StringComparison.Ordinal)
                .Replace("{repository}", change.GetProperty("repository").GetString(), StringComparison.Ordinal)
                .Replace("{sha}", change.GetProperty("sha").GetString(), StringComparison.Ordinal)
                .Replace("teams/{id}", "teams/checkout", StringComparison.Ordinal)
                .Replace("{centre}", "CC-100", StringComparison.Ordinal)
                .Replace("signals/{id}", $"signals/{question}", StringComparison.Ordinal)
                .Replace("people/{id}", "people/ada", StringComparison.Ordinal)
                .Replace("{id}", (await server.Get("/api/v1/syncs")).Json.GetProperty("syncs")[0].GetProperty("id").GetString(), StringComparison.Ordinal);
            var reply = await server.Get(address);
            if (operation.GetProperty("responses").GetProperty("200").GetProperty("content").TryGetProperty("text/csv", out _))
            {
                Assert.Equal((200, "text/csv"), (reply.Status, reply.Type));
                continue;
            }

            Assert.Equal((200, "application/json"), (reply.Status, reply.Type));
            var schema = operation.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema");
            var promised = schema.GetProperty("properties").EnumerateObject().ToDictionary(p => p.Name, p => Types(p.Value), StringComparer.Ordinal);
            Assert.Equal(promised.Keys.Order(StringComparer.Ordinal), reply.Json.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
            Assert.All(reply.Json.EnumerateObject(), p => Assert.True(promised[p.Name].Contains(Kind(p.Value)), $"{method} {path}: {p.Name} is {p.Value.ValueKind}"));
        }
    }

    [Fact]
    public async Task Every_parameter_that_is_promised_is_taken()
    {
        await using var server = await demo.Serve();
        foreach (var (path, _, operation) in Operations().Where(o => o.Method == "get" && !o.Path.Contains('{', StringComparison.Ordinal)))
        {
            foreach (var parameter in Parameters(operation))
            {
                var name = parameter.GetProperty("name").GetString();
                (await server.Get($"{path}?{name}=%00")).IsProblem(400);
                if (parameter.GetProperty("schema").TryGetProperty("enum", out var words)) Assert.All(await Task.WhenAll(words.EnumerateArray().Select(w => server.Get($"{path}?{name}={w.GetString()}"))), r => Assert.Equal(200, r.Status));
            }
        }
    }

    private static string[] Types(JsonElement schema) => schema.GetProperty("type") is { ValueKind: JsonValueKind.Array } several ? [.. several.EnumerateArray().Select(t => t.GetString()!)] : [schema.GetProperty("type").GetString()!];

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        JsonValueKind.Number => "integer",
        JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "string",
    };

    private static List<JsonElement> Parameters(JsonElement operation) => operation.TryGetProperty("parameters", out var all) ? [.. all.EnumerateArray()] : [];

    private static IEnumerable<(string Path, string Method, JsonElement Operation)> Operations() =>
        from path in JsonDocument.Parse(File.ReadAllText(Committed)).RootElement.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select (path.Name, operation.Name, operation.Value);
}
