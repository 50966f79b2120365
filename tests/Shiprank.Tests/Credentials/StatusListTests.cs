using Shiprank.Engine.Credentials;

namespace Shiprank.Tests.Credentials;

public sealed class StatusListTests
{
    /// <summary>An empty list of 131,072 bits as the example of Bitstring Status List 1.0 has it.</summary>
    private const string Empty = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA";

    [Fact]
    public void A_list_tells_what_is_in_it_and_nothing_else()
    {
        var list = StatusList.Encode([0, 9, 131_071]);
        Assert.All((int[])[0, 9, 131_071], i => Assert.True(StatusList.Has(list, i)));
        Assert.All((int[])[1, 8, 10, 131_070], i => Assert.False(StatusList.Has(list, i)));
        Assert.Null(StatusList.Has(list, 131_072));
        Assert.Null(StatusList.Has(list, -1));
    }

    [Fact]
    public void The_example_of_the_standard_is_read()
    {
        Assert.False(StatusList.Has(Empty, 0));
        Assert.False(StatusList.Has(Empty, 131_071));
        Assert.Null(StatusList.Has(Empty, 131_072));
    }

    [Theory]
    [InlineData("")]
    [InlineData("u")]
    [InlineData("zabc")]
    [InlineData("uAAAA")]
    public void What_is_no_list_tells_nothing(string encoded) => Assert.Null(StatusList.Has(encoded, 0));

    [Fact]
    public void Every_number_has_a_place_of_its_own()
    {
        Assert.Equal(StatusList.Bits, Enumerable.Range(0, StatusList.Bits).Select(n => StatusList.Place(n).Index).Distinct().Count());
        Assert.Equal(1, StatusList.Place(StatusList.Bits).List);
    }
}
