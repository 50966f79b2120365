namespace Shiprank.Server.Tests.Hosting;

public sealed class ConnectionBlocksTests
{
    [Fact]
    public void A_block_that_was_given_back_serves_again_and_twice_given_back_only_once()
    {
        using var blocks = new ConnectionBlocks();
        var first = blocks.Rent(100);
        first.Dispose();
        first.Dispose();
        var (again, other) = (blocks.Rent(100), blocks.Rent(100));
        Assert.Same(first, again);
        Assert.NotSame(again, other);
    }

    [Fact]
    public void A_block_has_what_was_asked_for_and_no_more_can_be_asked_for()
    {
        using var blocks = new ConnectionBlocks();
        Assert.True(blocks.Rent(blocks.MaxBufferSize).Memory.Length >= blocks.MaxBufferSize);
        Assert.Throws<ArgumentOutOfRangeException>(() => blocks.Rent(blocks.MaxBufferSize + 1));
    }
}
