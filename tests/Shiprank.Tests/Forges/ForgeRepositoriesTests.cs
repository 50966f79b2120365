using Shiprank.Sources.Forges;
using Shiprank.Sources.Organisation;

namespace Shiprank.Tests.Forges;

public sealed class ForgeRepositoriesTests
{
    private static readonly ForgeRepositories Repositories = new(OrganisationReader.Parse("""
        repositories:
          - { name: store, url: "https://github.com/northwind/shop.git" }
          - { name: mirror, path: ./m, url: "ssh://git@gitlab.example.com:2222/group/sub/shop.git" }
          - { name: docs, path: ./clones/documentation }
          - { name: tools, path: ./a/tools }
          - { name: other, path: ./b/tools }
        """, "shiprank.yaml").Value!);

    [Theory]
    [InlineData("northwind/shop", "https://github.com/northwind/shop", "store")]
    [InlineData("northwind/shop", "git@github.com:northwind/shop.git", "store")]
    [InlineData("Northwind/Shop", null, "store")]
    [InlineData("group/sub/shop", "https://gitlab.example.com/group/sub/shop.git", "mirror")]
    [InlineData("renamed/elsewhere", "https://user:secret@github.com/northwind/shop.git", "store")]
    [InlineData("northwind/docs", null, "docs")]
    [InlineData("northwind/documentation", "https://github.com/northwind/documentation", "docs")]
    [InlineData("eve/shop", "https://github.com/eve/shop", null)]
    [InlineData("northwind/tools", null, null)]
    [InlineData("", null, null)]
    public void A_repository_is_found_by_address_then_name(string fullName, string? url, string? name) => Assert.Equal(name, Repositories.Find(fullName, url)?.Name);
}
