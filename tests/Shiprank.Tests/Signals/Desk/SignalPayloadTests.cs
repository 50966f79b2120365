using System.Text;
using System.Text.Json;
using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Desk;
using Shiprank.Engine.Signals;
using static Shiprank.Tests.Signals.Desk.Asked;

namespace Shiprank.Tests.Signals.Desk;

public sealed class SignalPayloadTests
{
    private static readonly TakenStep step = new("0011223344", 3, QuestionStep.Explained, QuestionState.Explained, Noon, "person:ada", "A load test.");

    /// <summary><c>printf '1793966400.{"a":1}' | openssl dgst -sha256 -hmac hush</c>.</summary>
    [Fact]
    public void A_signature_can_be_computed_with_common_tools() =>
        Assert.Equal("t=1793966400,v1=eb1761d95a815980c85a7471e24a6d31126d9ccdf923e44d3351917c52fb9457", SignalPayload.Signature("hush"u8, DateTimeOffset.FromUnixTimeSeconds(1793966400), "{\"a\":1}"u8));

    [Theory]
    [InlineData(SubjectKind.Person, "ada")]
    [InlineData(SubjectKind.Team, "search")]
    public void Of_people_and_teams_no_more_is_said_than_that_something_happened(SubjectKind kind, string subject)
    {
        var text = Encoding.UTF8.GetString(SignalPayload.Of(step, Question(Finding(kind, subject)), new("https://example.com/")));
        using var json = JsonDocument.Parse(text);
        Assert.Equal(["id", "kind", "state"], json.RootElement.GetProperty("signal").EnumerateObject().Select(p => p.Name));
        Assert.Equal("https://example.com/signals/0011223344", json.RootElement.GetProperty("url").GetString());
        Assert.All((List<string>)["ada", "search", "load test", "level-outlier", "Far above"], t => Assert.DoesNotContain(t, text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Of_a_job_it_says_what_was_seen_and_never_what_somebody_said()
    {
        var text = Encoding.UTF8.GetString(SignalPayload.Of(step, Question(Finding(SubjectKind.Job, "nightly")), null));
        using var json = JsonDocument.Parse(text);
        Assert.Equal("signal.explained", json.RootElement.GetProperty("event").GetString());
        Assert.Equal("0011223344-3", json.RootElement.GetProperty("delivery").GetString());
        Assert.Equal(("level-outlier", "nightly", "100"), (json.RootElement.GetProperty("signal").GetProperty("rule").GetString(), json.RootElement.GetProperty("signal").GetProperty("subject").GetString(), json.RootElement.GetProperty("signal").GetProperty("atStakeUsd").GetString()));
        Assert.DoesNotContain("load test", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Waits_double_up_to_six_hours() =>
        Assert.Equal([1, 2, 4, 8, 256, 360, 360, 360], ((List<int>)[1, 2, 3, 4, 9, 10, 11, 12]).ConvertAll(t => SignalPosts.Wait(t).TotalMinutes));
}
