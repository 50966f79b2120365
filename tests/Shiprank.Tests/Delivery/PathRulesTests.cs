using Shiprank.Core.Delivery;
using Shiprank.Core.Organisation;

namespace Shiprank.Tests.Delivery;

public sealed class PathRulesTests
{
    private static readonly PathRules Rules = new(
        new OrganisationFile { Exclude = ["**/legacy/**"], Include = ["**/dashboards/*.json"] },
        new RepositoryEntry
        {
            Name = "shop",
            Services = [],
            Exclude = ["tools/gen/**", "boards/dashboards/**"],
            Include = ["config/*.json", "src/legacy/kept.cs"],
        });

    [Theory]
    [InlineData("src/Cart.cs", false)]
    [InlineData("a/legacy/Cart.cs", true)]
    [InlineData("tools/gen/x.cs", true)]
    [InlineData("data/x.json", true)]
    [InlineData("x/node_modules/y/index.js", true)]
    [InlineData("Views/Main.Designer.cs", true)]
    public void The_defaults_and_both_levels_exclude(string path, bool excluded) => Assert.Equal(excluded, Rules.IsExcluded(path, FileTraits.None));

    [Theory]
    [InlineData("config/a.json")]
    [InlineData("x/dashboards/a.json")]
    [InlineData("boards/dashboards/a.json")]
    [InlineData("src/legacy/kept.cs")]
    public void An_include_at_either_level_wins_over_an_exclude_at_either(string path) => Assert.False(Rules.IsExcluded(path, FileTraits.None));

    [Theory]
    [InlineData(FileTraits.Binary)]
    [InlineData(FileTraits.Generated)]
    [InlineData(FileTraits.Vendored)]
    [InlineData(FileTraits.NoDiff)]
    [InlineData(FileTraits.Link)]
    [InlineData(FileTraits.Submodule)]
    public void No_include_wins_over_the_tree(FileTraits traits) => Assert.True(Rules.IsExcluded("config/a.json", traits));
}
