using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Organisation;

namespace Shiprank.Tests.Spend;

public sealed class ProjectResolverTests
{
    private static readonly ProjectResolver Resolver = new(new OrganisationFile
    {
        Repositories =
        [
            Repository("shop", "/srv/repos/shop"),
            Repository("shop-tools", "/srv/repos/shop/tools"),
            Repository("docs", null, "https://git.example.com/northwind/handbook.git"),
            Repository("billing", "/srv/bare/billing.git", "git@git.example.com:northwind/billing.git"),
        ],
    });

    [Theory]
    [InlineData("/srv/repos/shop", "shop")]
    [InlineData("/srv/repos/shop/", "shop")]
    [InlineData("/srv/repos/shop/src/api", "shop")]
    [InlineData("/srv/repos/shop/tools/gen", "shop-tools")]
    [InlineData("/srv/repos/shopping", null)]
    [InlineData("/home/ada/code/shop", "shop")]
    [InlineData("/home/ada/code/Shop/src", "shop")]
    [InlineData("/home/ada/handbook/chapter", "docs")]
    [InlineData("/home/ada/billing", "billing")]
    [InlineData(@"D:\code\shop\src", "shop")]
    [InlineData("/home/ada/shop/vendor/billing", null)]
    [InlineData("/home/ada/notes", null)]
    [InlineData("", null)]
    [InlineData("-srv-repos-shop-src", "shop")]
    [InlineData("-srv-repos-shop-tools", "shop-tools")]
    [InlineData("-home-ada-code-shop", "shop")]
    [InlineData("-home-ada-notes", null)]
    public void A_working_directory_has_the_repository_that_contains_it(string project, string? repository) => Assert.Equal(repository, Resolver.Repository(project));

    [Fact]
    public void Of_many_repositories_at_one_path_the_first_listed_has_it()
    {
        var resolver = new ProjectResolver(new OrganisationFile { Repositories = [.. Enumerable.Range(0, 40).Select(i => Repository($"r{i}", "/srv/repos/shop"))] });
        Assert.Equal(("r0", "r0"), (resolver.Repository("/srv/repos/shop/src"), resolver.Repository("-srv-repos-shop-src")));
    }

    [Fact]
    public void A_folder_called_like_a_repository_is_that_ones()
    {
        var resolver = new ProjectResolver(new OrganisationFile { Repositories = [Repository("old", "/srv/old/shop"), Repository("shop", "/srv/repos/shop"), Repository("new", "/srv/new/till"), Repository("till2", "/srv/more/till")] });
        Assert.Equal(("shop", null), (resolver.Repository("/home/ada/shop"), resolver.Repository("/home/ada/till")));
    }

    [Fact]
    public void A_repository_that_a_source_names_is_one_of_the_file()
    {
        Assert.Equal("shop", Resolver.Named("Shop"));
        Assert.Null(Resolver.Named("other"));
        Assert.Null(Resolver.Named(null));
    }

    private static RepositoryEntry Repository(string name, string? path, string? url = null) => new() { Name = name, Path = path, Url = url, Services = [] };
}
