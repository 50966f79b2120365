using Shiprank.Engine.Settings;

namespace Shiprank.Tests.Settings;

public sealed class FoundHereTests
{
    [Fact]
    public void Git_and_agents_are_found_in_a_home()
    {
        using var home = new TemporaryFolder();
        home.Write(".config/git/config", "[user]\n  name = Old Name\n  email = old@example.com\n");
        home.Write(".gitconfig", "[alias]\n\tname = x\n[USER]\n\tname = \"Ada Example\"\n[core]\n\temail = no@example.com\n");
        home.At(".codex/sessions/x");
        home.At(".claude/projects/x");
        var found = FoundHere.In(home.Path);
        Assert.Equal(("Ada Example", "old@example.com"), (found.GitName, found.GitEmail));
        Assert.Equal(["claude-code", "codex"], found.Agents);
    }

    [Fact]
    public void A_home_without_anything_suggests_nothing()
    {
        using var home = new TemporaryFolder();
        var found = FoundHere.In(home.Path);
        Assert.Equal((null, null), (found.GitName, found.GitEmail));
        Assert.Empty(found.Agents);
    }
}
