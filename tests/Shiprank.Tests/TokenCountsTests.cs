using Shiprank.Core.Usage;

namespace Shiprank.Tests;

public sealed class TokenCountsTests
{
    [Fact]
    public void Total_adds_the_five_buckets_and_never_reasoning() =>
        Assert.Equal(15, new TokenCounts(1, 2, 3, 4, 5, Reasoning: 5).Total);
}
