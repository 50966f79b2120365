using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shiprank.Sources.Prices;

namespace Shiprank.Tests.Pricing;

public sealed class PackageListTests
{
    [Fact]
    public void The_package_read_as_data_is_the_list_that_running_it_gives()
    {
        var script = File.ReadAllBytes(Path.Combine(SourceTree.Root, "node_modules/@pydantic/genai-prices/dist/index.cjs"));
        Assert.True(PackageList.IsScript(script));
        var converted = JsonNode.Parse(PackageList.Convert(script, "0.1.8", new(2026, 9, 23)));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(SourceTree.Read("src/Shiprank.Sources/Prices/price-list.json")), converted));
    }

    [Theory]
    [InlineData("const E=[{id:\"a\",models:[],evil:fetch(1)}]", "is no data")]
    [InlineData("const E=[{id:\"a\",models:[1+1]}]", "is no number")]
    [InlineData("const E=[{id:\"a\",models:[],x:`${1}`}]", "expression is no data")]
    [InlineData("const E=[{id:\"a\",models:[", "it ends too early")]
    [InlineData("const E=[{id:\"a\",id:\"b\"}]", "stands here twice")]
    [InlineData("const E=[{id:\"a\",x:[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}]", "nested too deep")]
    public void What_is_no_data_is_refused_and_never_run(string script, string reason) =>
        Assert.Contains(reason, Assert.Throws<JsonException>(() => PackageList.Convert(Encoding.UTF8.GetBytes(script), "1", new(2026, 1, 1))).Message, StringComparison.Ordinal);

    [Fact]
    public void Another_file_is_no_package() => Assert.False(PackageList.IsScript("{\"version\":\"1\"}"u8.ToArray()));
}
