using Shiprank.Core.Attribution;
using Shiprank.Core.Delivery;
using Shiprank.Core.Organisation;

namespace Shiprank.Tests.Attribution;

public sealed class PeopleDirectoryTests
{
    private static readonly PeopleDirectory People = new(new OrganisationFile
    {
        People =
        [
            new("ada", "Ada Example", ["ada@example.com", "1+ada-x@users.noreply.github.com"], ["ada-login"], Share: true),
            new("Bob", "Bob Example", ["bob@example.com"], [], Share: false),
        ],
        Bots = ["*-ci", "renovate@*", "sync@*"],
    });

    [Theory]
    [InlineData("Ada Example", "ada@example.com", "ada")]
    [InlineData("x", "ADA@Example.COM", "ada")]
    [InlineData("x", "1+ada-x@users.noreply.github.com", "ada")]
    [InlineData("x", "777+Ada-X@users.noreply.github.com", "ada")]
    [InlineData("x", "9+ada-login@users.noreply.github.com", "ada")]
    [InlineData("x", "ada-login@users.noreply.github.com", "ada")]
    [InlineData("x", "bob@example.com", "Bob")]
    [InlineData("Dan Example", "Dan@Example.com", "dan@example.com")]
    [InlineData("Zoe", "5+Zoe@users.noreply.github.com", "zoe")]
    [InlineData("ada", "someone@example.org", "someone@example.org")]
    [InlineData("No Address", "", "no address")]
    public void A_human_is_known_by_address_or_login(string name, string address, string id) =>
        Assert.Equal(new Party(PartyKind.Person, id), People.Of(new(name, address)));

    [Theory]
    [InlineData("Devin Breshears", "devinb@example.com")]
    [InlineData("Devin Smaldore", "devin.ai@example.com")]
    [InlineData("Jules", "123+juleslemee@users.noreply.github.com")]
    [InlineData("Alex Miller", "codex.nz@example.com")]
    [InlineData("y-code", "yasu.gemini@example.com")]
    [InlineData("fanzhijie", "fanzhijie.zed@example.com")]
    [InlineData("Travis Cline", "travis@example.com")]
    [InlineData("Benjamin Goose", "benjamin@example.com")]
    [InlineData("Kirolous Nashaat", "kirolous@example.com")]
    [InlineData("Paul Example", "aider@example.com")]
    [InlineData("Paul Example (aider)", "paul@example.com")]
    [InlineData("r. Miki Habryn", "miki+claude@example.com")]
    [InlineData("Ryan Example + Claude", "rrnewton@example.com")]
    [InlineData("Claude Agento", "claude@example.com")]
    [InlineData("Copilot Agent", "agent@github.copilot")]
    [InlineData("Amp", "amp@example.com")]
    [InlineData("Codex", "codex@example.com")]
    [InlineData("robot", "robot@example.com")]
    public void A_human_stays_one_whatever_the_name_sounds_like(string name, string address) =>
        Assert.Equal(new Party(PartyKind.Person, (Address.Login(address) ?? address).ToLowerInvariant()), People.Of(new(name, address)));

    [Theory]
    [InlineData("mayor", "noreply@anthropic.com")]
    [InlineData("Claude", "NoReply@Anthropic.com")]
    [InlineData("Cursor", "cursoragent@cursor.com")]
    [InlineData("Codex", "noreply@openai.com")]
    [InlineData("Codex", "codex@openai.com")]
    [InlineData("Amp", "amp@ampcode.com")]
    [InlineData("opencode", "noreply@opencode.ai")]
    [InlineData("Roomote", "roomote@roocode.com")]
    [InlineData("aider (gpt)", "noreply@aider.dev")]
    [InlineData("aider", "noreply@aider.chat")]
    [InlineData("aider", "aider@aider.chat")]
    [InlineData("Copilot", "copilot@github.com")]
    [InlineData("OpenHands-Gemini", "openhands@all-hands.dev")]
    [InlineData("Kiro", "noreply@kiro.dev")]
    [InlineData("Copilot", "198982749+Copilot@users.noreply.github.com")]
    [InlineData("Copilot", "223556219+Copilot@users.noreply.github.com")]
    [InlineData("copilot-swe-agent[bot]", "1+copilot-swe-agent[bot]@users.noreply.github.com")]
    [InlineData("claude[bot]", "209825114+claude[bot]@users.noreply.github.com")]
    [InlineData("anthropic-code-agent[bot]", "242468646+Claude@users.noreply.github.com")]
    [InlineData("Cursor Agent", "206951365+cursor[bot]@users.noreply.github.com")]
    [InlineData("Devin AI", "158243242+devin-ai-integration[bot]@users.noreply.github.com")]
    [InlineData("Jules", "161369871+google-labs-jules[bot]@users.noreply.github.com")]
    [InlineData("Gemini", "218195315+gemini-cli@users.noreply.github.com")]
    [InlineData("Gemini", "176961590+gemini-code-assist[bot]@users.noreply.github.com")]
    [InlineData("Kiro Agent", "244629292+kiro-agent@users.noreply.github.com")]
    [InlineData("Droid", "138933559+factory-droid[bot]@users.noreply.github.com")]
    [InlineData("Bonk", "249159057+ask-bonk[bot]@users.noreply.github.com")]
    public void An_agent_is_known_by_address_or_login(string name, string address) => Assert.Equal(PartyKind.Agent, People.Of(new(name, address)).Kind);

    [Theory]
    [InlineData("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com")]
    [InlineData("Release [bot]", "release@example.com")]
    [InlineData("x", "build[bot]@example.com")]
    [InlineData("claude[bot]", "someone@example.com")]
    [InlineData("shop-ci", "someone@example.com")]
    [InlineData("x", "shop-CI@example.com")]
    [InlineData("x", "1+shop-ci@users.noreply.github.com")]
    [InlineData("Sync Job", "sync@example.com")]
    [InlineData("Renovate", "renovate@example.org")]
    [InlineData("GitHub", "noreply@github.com")]
    public void A_bot_is_known_by_suffix_or_by_the_files_globs(string name, string address) => Assert.Equal(PartyKind.Bot, People.Of(new(name, address)).Kind);

    [Theory]
    [InlineData("ada", PartyKind.Person, "ada")]
    [InlineData("ADA-login", PartyKind.Person, "ada")]
    [InlineData("@ada-login", PartyKind.Person, "ada")]
    [InlineData("ada@example.com", PartyKind.Person, "ada")]
    [InlineData("1+ada-login@users.noreply.github.com", PartyKind.Person, "ada")]
    [InlineData("bob", PartyKind.Person, "Bob")]
    [InlineData("Zoe", PartyKind.Person, "zoe")]
    [InlineData("Zoe@Example.com", PartyKind.Person, "zoe@example.com")]
    [InlineData("copilot", PartyKind.Agent, "copilot")]
    [InlineData("Gemini-CLI", PartyKind.Agent, "gemini-cli")]
    [InlineData("claude[bot]", PartyKind.Agent, "claude[bot]")]
    [InlineData("noreply@anthropic.com", PartyKind.Agent, "noreply@anthropic.com")]
    [InlineData("renovate[bot]", PartyKind.Bot, "renovate[bot]")]
    [InlineData("shop-ci", PartyKind.Bot, "shop-ci")]
    public void An_event_names_by_id_address_or_login(string name, PartyKind kind, string id) => Assert.Equal(new Party(kind, id), People.Named(name));

    [Fact]
    public void The_files_bots_do_not_swallow_the_built_in_agents()
    {
        var people = new PeopleDirectory(new OrganisationFile { Bots = ["*[bot]"] });
        Assert.Equal(PartyKind.Agent, people.Named("claude[bot]").Kind);
        Assert.Equal(PartyKind.Bot, people.Named("renovate[bot]").Kind);
    }

    [Fact]
    public void The_forge_is_known_by_its_address()
    {
        Assert.True(PeopleDirectory.IsForge(new("GitHub", "NoReply@github.com")));
        Assert.True(PeopleDirectory.IsForge(new("GitLab", "noreply@gitlab.com")));
        Assert.False(PeopleDirectory.IsForge(new("GitHub", "ada@example.com")));
    }

    [Fact]
    public void Review_suggestions_are_Copilots_but_only_a_weak_mark()
    {
        const string Address = "175728472+Copilot@users.noreply.github.com";
        Assert.Equal(PartyKind.Agent, People.Of(new("Copilot", Address)).Kind);
        Assert.True(KnownAgents.IsAutofix(Address));
        Assert.False(KnownAgents.IsAutofix("198982749+Copilot@users.noreply.github.com"));
    }
}
