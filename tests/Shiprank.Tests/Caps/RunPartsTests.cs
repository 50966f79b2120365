using System.Security.Cryptography;
using Shiprank.Cli;
using Shiprank.Cli.Commands.Run;
using Shiprank.Cli.Commands.Ticket;

namespace Shiprank.Tests.Caps;

/// <summary>What a run tells its client, what it takes from CI, and when it is over.</summary>
public sealed class RunPartsTests
{
    private static readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static HeldToken Held(params string[] wires) => new()
    {
        Token = (GivenToken.Of() with { Person = "", Job = "nightly fix", Autonomous = true }).Sign(key),
        Server = "https://shiprank.example.com/",
        Request = new(),
        Gateways = [.. wires.Select(w => new HeldGateway("the-" + w, w))],
    };

    [Fact]
    public void A_client_goes_through_the_gateway_and_not_past_it()
    {
        var held = Held("anthropic", "openai", "gemini");
        var set = ClientVariables.Of(held, new Dictionary<string, string> { ["ANTHROPIC_AUTH_TOKEN"] = "sk", ["ANTHROPIC_CUSTOM_HEADERS"] = "X-Team: shop\nx-ticket: OLD-1", ["OTEL_RESOURCE_ATTRIBUTES"] = "a=b,ticket.key=OLD-1" });
        Assert.Equal("https://shiprank.example.com/gateway/the-anthropic", set["ANTHROPIC_BASE_URL"]);
        Assert.Equal("https://shiprank.example.com/gateway/the-openai/v1", set["OPENAI_BASE_URL"]);
        Assert.Equal("https://shiprank.example.com/gateway/the-gemini", set["GOOGLE_GEMINI_BASE_URL"]);
        Assert.Equal(("https://shiprank.example.com/gateway/the-openai/v1", "openai"), (set["COPILOT_PROVIDER_BASE_URL"], set["COPILOT_PROVIDER_TYPE"]));
        Assert.All(["ANTHROPIC_API_KEY", "OPENAI_API_KEY", "GEMINI_API_KEY", "COPILOT_PROVIDER_API_KEY", "SHIPRANK_WORK_TOKEN"], name => Assert.Equal(held.Token, set[name]));
        Assert.Null(set["ANTHROPIC_AUTH_TOKEN"]);
        Assert.Equal("X-Team: shop\nX-Ticket: PAY-123", set["ANTHROPIC_CUSTOM_HEADERS"]);
        Assert.Equal("a=b,ticket.key=PAY-123,shiprank.run=run-1,shiprank.job=nightly%20fix", set["OTEL_RESOURCE_ATTRIBUTES"]);
    }

    [Fact]
    public void What_has_no_gateway_is_left_as_it_is() => Assert.DoesNotContain(ClientVariables.Of(Held(), new Dictionary<string, string>()), v => v.Key.StartsWith("ANTHROPIC", StringComparison.Ordinal) || v.Key.StartsWith("OPENAI", StringComparison.Ordinal));

    [Fact]
    public void Codex_is_told_on_its_command_line()
    {
        var words = ClientArguments.Of(["/opt/bin/codex", "exec", "--json", "x"], Held("openai"));
        Assert.Equal("/opt/bin/codex", words[0]);
        Assert.Contains("""model_providers.shiprank={ name = "shiprank", base_url = "https://shiprank.example.com/gateway/the-openai/v1", env_key = "SHIPRANK_WORK_TOKEN", wire_api = "responses", http_headers = { "X-Ticket" = "PAY-123" } }""", words);
        Assert.Equal(["exec", "--json", "x"], words.TakeLast(3));
        Assert.Equal(["claude", "-p"], ClientArguments.Of(["claude", "-p"], Held("openai")));
    }

    [Fact]
    public void A_script_that_calls_codex_goes_through_the_gateway_too()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new TemporaryFolder();
        var real = folder.Write("it's here/codex", "#!/bin/sh\n");
        string script;
        using (var shim = CodexShim.Of(Held("openai"), $"/nowhere:{Path.GetDirectoryName(real)}")!)
        {
            script = Path.Combine(shim.Before("/bin").Split(':')[0], "codex");
            var text = File.ReadAllText(script);
            Assert.StartsWith($"#!/bin/sh\nexec '{real.Replace("'", "'\\''", StringComparison.Ordinal)}' '-c' 'model_provider=\"shiprank\"' '-c' 'model_providers.shiprank=", text, StringComparison.Ordinal);
            Assert.EndsWith(" \"$@\"\n", text, StringComparison.Ordinal);
            Assert.True(File.GetUnixFileMode(script).HasFlag(UnixFileMode.UserExecute));
        }

        Assert.False(File.Exists(script));
        Assert.Null(CodexShim.Of(Held("anthropic"), Path.GetDirectoryName(real)!));
    }

    [Fact]
    public void Ci_says_what_it_runs()
    {
        var github = new Dictionary<string, string> { ["GITHUB_ACTIONS"] = "true", ["GITHUB_HEAD_REF"] = "feature/PAY-123", ["GITHUB_REF_NAME"] = "5/merge", ["GITHUB_WORKFLOW"] = "Nightly", ["GITHUB_JOB"] = "fix", ["GITHUB_REPOSITORY"] = "northwind/shop" };
        Assert.Equal(new("feature/PAY-123", "Nightly/fix", "northwind/shop"), CiSurroundings.Of(At(github), null));
        github.Remove("GITHUB_HEAD_REF");
        Assert.Equal("5/merge", CiSurroundings.Of(At(github), null).Branch);
        var gitlab = new Dictionary<string, string> { ["GITLAB_CI"] = "true", ["CI_COMMIT_REF_NAME"] = "PAY-4-x", ["CI_JOB_NAME"] = "fix", ["CI_PROJECT_PATH"] = "northwind/shop" };
        Assert.Equal(new("PAY-4-x", "fix", "northwind/shop"), CiSurroundings.Of(At(gitlab), null));
        Assert.Equal(new("b", "", "o/r"), CiSurroundings.Of(At([]), new("/w", "b", "o/r")));
    }

    [Theory]
    [InlineData(4.99, 5, 0, false)]
    [InlineData(5, 5, 0, true)]
    [InlineData(1, 200, 0, false)]
    [InlineData(1, 201, 0, true)]
    [InlineData(1, 5, 30, true)]
    public void A_run_is_over_at_its_caps(double usd, long steps, int minutes, bool over)
    {
        var request = new RunRequest("", "", "", "", 5, 200, 30, ["x"]);
        Assert.Equal(over, RunLimits.Over(request, new(steps, 3, 0, (decimal)usd, 0, 0, "", ""), TimeSpan.FromMinutes(minutes)) is not null);
    }

    [Fact]
    public void A_refusal_at_the_gateway_is_told_by_the_option_that_asked_for_it()
    {
        var request = new RunRequest("", "", "", "", 5, 200, 30, ["x"]);
        Assert.Equal(("--max-steps", "200 of 200 calls made"), Refused("max-steps of this run"));
        Assert.Equal(("what a run may use without an owned ticket", "200 calls, $1.00"), Refused("(grace)"));
        Assert.Equal("the cap \"nightly jobs\"", Refused("nightly jobs").Rule);

        (string Rule, string Figure) Refused(string rule) => RunLimits.Over(request, new(200, 0, 0, 1, 0, 1, "overcap", rule), TimeSpan.Zero) is { } stop ? (stop.Rule, stop.Figure) : default;
    }

    [Theory]
    [InlineData("https://ci:secret@git.example.com/northwind/shop.git", "northwind/shop")]
    [InlineData("git@git.example.com:northwind/shop.git", "northwind/shop")]
    [InlineData("ssh://git@git.example.com:2222/northwind/shop", "northwind/shop")]
    [InlineData("/srv/git/shop.git", "")]
    public void An_origin_is_known_by_its_path_alone(string address, string path) => Assert.Equal(path, GitHere.PathOf(address));

    private static CliEnvironment At(Dictionary<string, string> variables) => new() { WorkingDirectory = "/", Home = "/", Variables = variables };
}
