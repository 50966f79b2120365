using System.Text.Json;
using Shiprank.Sources.Mappings;

namespace Shiprank.Tests.Mappings;

public sealed class JsonSelectorTests
{
    private const string Document = """{"a":{"b":[{"name":"x","v":1},{"name":"Y","v":"two"}],"key with blanks":true,"n":null},"list":[[1],[2,3]]}""";

    [Theory]
    [InlineData("a.b[0].v", "1")]
    [InlineData("a.b[*].v", "1 two")]
    [InlineData("a.b[name=y].v", "two")]
    [InlineData("a.b[name=\"x\"].v", "1")]
    [InlineData("a[\"key with blanks\"]", "true")]
    [InlineData("a['key with blanks']", "true")]
    [InlineData("$.a.b[1].name", "Y")]
    [InlineData("list[*][*]", "1 2 3")]
    [InlineData("a.b[9].v", "")]
    [InlineData("a.missing.deeper", "")]
    [InlineData("a.n", "")]
    [InlineData("list.a", "")]
    public void A_path_finds_what_it_names(string path, string found)
    {
        using var document = JsonDocument.Parse(Document);
        Assert.Equal(found, string.Join(' ', JsonSelector.Parse(path).Value.Select(document.RootElement, document.RootElement).SelectMany(JsonScalar.Texts)));
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("a..b", "a name is missing")]
    [InlineData("a[", "a bracket is not closed")]
    [InlineData("a[b]", "brackets hold *, an index, name=value or a quoted name")]
    [InlineData("a.", "a name is missing")]
    public void What_is_no_path_is_refused(string path, string reason) => Assert.EndsWith(reason, JsonSelector.Parse(path).Problem.Reason);
}
