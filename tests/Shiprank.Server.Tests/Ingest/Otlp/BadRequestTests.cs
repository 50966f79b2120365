using System.Text;
using Shiprank.Core.Access;
using Shiprank.Sources.Otlp.Wire;
using Shiprank.Tests.Telemetry;

namespace Shiprank.Server.Tests.Ingest.Otlp;

/// <summary>What is forged, oversized or no telemetry is turned away with a reason, and the next that is good is taken.</summary>
public sealed class BadRequestTests
{
    [Fact]
    public async Task Each_bad_request_is_refused_in_its_own_form_and_nothing_of_it_is_kept()
    {
        await using var server = await RunningServer.Start();
        var good = Sender.Response("good", 1);
        var deep = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"resourceLogs\":[", 100_000)));
        var bomb = Sender.Gzip(new byte[64 * 1024 * 1024]);

        await Refused(server, 400, Sent.Logs("{\"resourceLogs\":[{\"scopeLogs\":"));
        await Refused(server, 400, Sent.Logs("[]"));
        await Refused(server, 400, Sent.Logs("{\"resourceLogs\":7}"));
        await Refused(server, 400, new(OtlpSignal.Logs, deep));
        await Refused(server, 400, Sent.Logs(Encoding.UTF8.GetString(good.Body).Replace("good", "\\ud800", StringComparison.Ordinal)));
        await Refused(server, 400, good.AsProtobuf() with { Body = [.. good.AsProtobuf().Body, 0x0a, 0xff] });
        await Refused(server, 400, new(OtlpSignal.Traces, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], Json: false));
        await Refused(server, 413, new(OtlpSignal.Logs, new byte[9 * 1024 * 1024]));

        var notZipped = Sender.Request(good);
        notZipped.Content!.Headers.ContentEncoding.Add("gzip");
        Assert.Equal(400, (await server.Send(notZipped)).Status);
        var zipped = new HttpRequestMessage(HttpMethod.Post, "/v1/logs") { Content = new ByteArrayContent(bomb) { Headers = { ContentType = new("application/json"), ContentEncoding = { "gzip" } } } };
        Assert.Equal(413, (await server.Send(zipped)).Status);
        var otherEncoding = Sender.Request(good);
        otherEncoding.Content!.Headers.ContentEncoding.Add("br");
        Assert.Equal(415, (await server.Send(otherEncoding)).Status);
        var otherType = Sender.Request(good);
        otherType.Content!.Headers.ContentType = new("text/plain");
        Assert.Equal(415, (await server.Send(otherType)).Status);

        Assert.Equal(200, (await server.Send(good)).Status);
        await server.Holds(new(1234, 0, 0, 0, 6));
    }

    [Fact]
    public async Task Records_that_cannot_be_read_are_refused_alone_and_counted()
    {
        await using var server = await RunningServer.Start();
        var negative = Encoding.UTF8.GetString(Sender.Response("s", 1).Body).Replace("1234", "-1", StringComparison.Ordinal);
        var future = Encoding.UTF8.GetString(Sender.Response("s", 2).Body).Replace("17952248", "47952248", StringComparison.Ordinal);

        var json = await server.Send(Sent.Logs(negative));
        Assert.Equal("1", json.Json.GetProperty("partialSuccess").GetProperty("rejectedLogRecords").GetString());
        Assert.Equal(200, (await server.Send(Sent.Logs(future).AsProtobuf())).Status);
        await server.Send(Sender.Response("s", 3));

        await server.Holds(new(1234, 0, 0, 0, 6));
        await Eventually.Holds(() => server.Store.ReadTelemetry().Where(t => t.Kind.Outcome == Core.Usage.Telemetry.TelemetryOutcome.Refused).Sum(t => t.Items) == 2, () => server.Log);
    }

    [Fact]
    public async Task A_sender_needs_a_token_where_people_sign_in_and_its_usage_is_whose_token_it_is()
    {
        await using var server = await RunningServer.Start(RunningServer.Configuration + "\n" + """
            access:
              admins: [ada]
              proxy: { from: [127.0.0.1], user_header: X-User }
              base_url: https://shiprank.example.com
            """);
        var body = Sender.Response("s", 1, resource: ",{\"key\":\"user.email\",\"value\":{\"stringValue\":\"mallory@example.com\"}}");

        Assert.Equal(401, (await server.Send(body)).Status);
        Assert.Equal(401, (await server.Send(body, token: "shp_forged")).Status);
        Assert.Equal(403, (await server.Send(body, token: Access.Given.Token(server.Store, Scopes.Read))).Status);
        Assert.Equal(200, (await server.Send(body, token: Access.Given.Token(server.Store, Scopes.Ingest, "ada"))).Status);

        await server.Holds(new(1234, 0, 0, 0, 6));
        Assert.Equal(["ada"], server.Store.ReadUsage(Shiprank.Store.UsageFilter.All).Select(u => u.Row.Person));
    }

    [Fact]
    public async Task Who_sends_more_than_can_be_held_is_told_to_come_again()
    {
        using var folder = new TestFolder();
        folder.Write("shiprank.yaml", RunningServer.Configuration);
        var taken = 0;
        await using (var full = await RunningServer.Over(folder, keep: true, o => o with { Store = BusyStore.Over(o.Store), SpoolLimits = new(InMemory: 1 << 20, OnDisk: 20_000, Segment: 1 << 20) }))
        {
            while (true)
            {
                using var answer = await full.Client.SendAsync(Sender.Request(Sender.Response("s", taken)));
                if (answer.StatusCode == System.Net.HttpStatusCode.TooManyRequests)
                {
                    Assert.NotNull(answer.Headers.RetryAfter);
                    break;
                }

                Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
                taken++;
            }

            Assert.Equal(200, (await full.Get("/readyz")).Status);
        }

        Assert.True(taken > 10);
        await using var after = await RunningServer.Over(folder, keep: true, o => o);
        await after.Holds(new(taken * 1234, 0, 0, 0, taken * 6));
        Assert.Equal(200, (await after.Send(Sender.Response("s", taken))).Status);
    }

    private static async Task Refused(RunningServer server, int status, Sent body)
    {
        var reply = await server.Send(body);
        Assert.Equal(status, reply.Status);
        Assert.Equal(body.Json ? "application/json" : "application/x-protobuf", reply.Type);
        if (body.Json) Assert.NotEqual("", reply.Json.GetProperty("message").GetString());
    }
}
