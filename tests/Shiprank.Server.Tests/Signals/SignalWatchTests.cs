using System.Security.Cryptography;
using System.Text;
using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Desk;
using Shiprank.Engine;
using Shiprank.Engine.Signals;
using Shiprank.Server.Tests.Digests;

namespace Shiprank.Server.Tests.Signals;

/// <summary>A running server looks by itself and tells webhooks, once, signed, and again until they take it.</summary>
public sealed class SignalWatchTests : IDisposable
{
    private const string Secret = "hush-hush";

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_is_no_more_there_is_cleared_and_told_with_a_signature()
    {
        await using var hook = await HookSink.Start();
        string? Variable(string name) => name == "HOOK" ? Secret : RunningServer.Secret(name);
        var more = $"signals: {{ webhooks: [{{ url: '{hook.Address}', secret: env:HOOK }}] }}\ndigest: {{ allow_private_addresses: true }}";
        await using (var site = await SignalSite.Start(folder, more, variable: Variable)) Assert.Equal(3, site.Server.Store.ReadSignals().Count(q => q.IsOpen));
        await using var again = await SignalSite.Start(folder, more, jobs: true, variable: Variable, questions: false);
        await Eventually.Holds(() => again.Server.Store.ReadSignals().All(q => q.State == QuestionState.Cleared), () => again.Server.Log);
        await Eventually.Holds(() => hook.Received.Count >= 5, () => again.Server.Log);

        // The older question opened eight days ago: a webhook that is new is not told of it.
        Assert.Equal(["signal.cleared", "signal.cleared", "signal.cleared", "signal.opened", "signal.opened"], hook.Received.Select(r => r.Headers["Shiprank-Event"]).Order());
        foreach (var (headers, body) in hook.Received)
        {
            var parts = headers["Shiprank-Signature"].Split(',');
            var time = parts[0]["t=".Length..];
            Assert.InRange(long.Parse(time, System.Globalization.CultureInfo.InvariantCulture), DateTimeOffset.UtcNow.AddMinutes(-5).ToUnixTimeSeconds(), DateTimeOffset.UtcNow.ToUnixTimeSeconds());
            Assert.Equal($"v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), (byte[])[.. Encoding.ASCII.GetBytes(time + "."), .. body]))}", parts[1]);
            Assert.DoesNotContain("ada", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
            Assert.DoesNotContain(SignalSite.Own, Encoding.UTF8.GetString(body), StringComparison.Ordinal);
        }

        Assert.Equal(5, hook.Received.Select(r => r.Headers["Shiprank-Delivery"]).Distinct().Count());
        Assert.DoesNotContain(Secret, again.Server.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_taken_is_tried_again_later_and_in_order()
    {
        await using var hook = await HookSink.Start();
        hook.Status = 503;
        await using var site = await SignalSite.Start(folder, $"signals: {{ webhooks: [{{ url: '{hook.Address}', secret: env:HOOK }}] }}\ndigest: {{ allow_private_addresses: true }}");
        var clock = new Turned { Now = DateTimeOffset.UtcNow };
        var posts = new SignalPosts(site.Server.Store, Workspace.Load(folder.At("shiprank.yaml")).Value!, _ => Secret, clock);
        Assert.NotNull(Assert.Single(await posts.Send(default)).Problem);
        hook.Status = 200;
        Assert.Equal(0, Assert.Single(await posts.Send(default)).Posted);
        site.Look(clock.Now, only: "level-outlier");
        Assert.Equal(0, Assert.Single(await posts.Send(default)).Posted);
        clock.Now = clock.Now.AddMinutes(1);
        Assert.Equal(4, Assert.Single(await posts.Send(default)).Posted);
        Assert.All(hook.Received.GroupBy(r => r.Headers["Shiprank-Delivery"].Split('-')[0]), g => Assert.Equal(["signal.opened", "signal.cleared"], g.Select(r => r.Headers["Shiprank-Event"])));
        Assert.Equal(0, Assert.Single(await posts.Send(default)).Posted);
    }

    [Fact]
    public async Task An_address_inside_the_network_is_not_posted_to()
    {
        await using var hook = await HookSink.Start();
        await using var site = await SignalSite.Start(folder, $"signals: {{ webhooks: [{{ url: '{hook.Address}', secret: env:HOOK }}] }}");
        var outcome = Assert.Single(await new SignalPosts(site.Server.Store, Workspace.Load(folder.At("shiprank.yaml")).Value!, _ => Secret, TimeProvider.System).Send(default));
        Assert.NotNull(outcome.Problem);
        Assert.Empty(hook.Received);
    }

    private sealed class Turned : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
